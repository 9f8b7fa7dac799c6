// Scheduling that works: the form, its request, the operation that comes of it.
import { accessible, expect, row, test } from '../support/journey';
import { installClock } from '../support/clock';
import { serve } from '../support/reference-api';
import { ScheduleForm } from '../support/schedule-form';
import type { Page } from '@playwright/test';

const api = serve({ history: 30 });

/** The bodies that leave the page by POST. */
function bodies(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.postData() ?? '');
  });
  return sent;
}

test.beforeEach(() => api.forget());

test('what is typed is what is shown, what is sent, and what the API has', async ({ page }) => {
  const sent = bodies(page);
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.fillFirmware('DEV-001', '2031-03-04T02:00', 'Europe/Berlin');
  await schedule.add('DEV-002', 'DEV-003');
  await expect(schedule.form.getByLabel('Priority')).toHaveCount(0);
  await schedule.form.getByLabel('Time-out (minutes)').fill('45');
  await schedule.form.getByLabel('E-mail on failure').check();
  await schedule.webhook.fill('https://example.org/webhooks/operation-status');
  await expect(schedule.form).toContainText('2031-03-04 01:00:00 UTC');
  await accessible(page);
  await schedule.toReview();
  await accessible(page);
  const shown = await schedule.shownBody();
  expect(shown).toEqual({
    operation_type: 'firmware_update',
    device_ids: ['DEV-001', 'DEV-002', 'DEV-003'],
    scheduled_at: '2031-03-04T01:00:00Z',
    operation_data: { firmware_version: '2.5.0', create_backup: true, rollback_on_failure: true, timeout_minutes: 45 },
    notification_settings: { email_on_completion: false, email_on_failure: true, webhook_url: 'https://example.org/webhooks/operation-status' },
  });
  expect(sent, 'nothing goes before "Schedule"').toEqual([]);
  await schedule.send.click();

  await expect(page).toHaveURL(/#\/operations\/\d+/);
  expect(sent.map((body) => JSON.parse(body))).toEqual([shown]);
  const id = /operations\/(\d+)/.exec(page.url())?.[1] ?? '';
  const listed = (await api.list(`id=${id}`)).results;
  expect(listed.map((one) => one.device_id).sort()).toEqual(['DEV-001', 'DEV-002', 'DEV-003']);
  expect(listed[0].scheduled_at).toBe('2031-03-04T01:00:00Z');
  await expect(row(page, id)).toHaveCount(3);
  await expect(page.getByRole('complementary', { name: id })).toContainText('Scheduled');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(`operation ${id}`);
  await accessible(page);
});

test('the review says in words what happens; the exact request is folded below', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.fillFirmware('DEV-011', '2031-03-04T02:00', 'America/New_York');
  await schedule.form.getByLabel('Roll back on failure').uncheck();
  await schedule.toReview();
  for (const [term, said] of [
    ['What', 'Firmware update · firmware_update'],
    ['Firmware version', '2.5.0'],
    ['Create a backup first', 'Yes'],
    ['Roll back on failure', 'No'],
    ['When', /^2031-03-04 02:00 in America\/New_York \(UTC-05:00\) · 2031-03-04 07:00:00 UTC/],
  ] as const) {
    const fact = schedule.form.getByRole('term').filter({ hasText: new RegExp(`^${term}$`) });
    await expect(fact.locator('xpath=following-sibling::dd[1]')).toHaveText(said);
  }
  const body = schedule.form.getByRole('region', { name: 'Request body' });
  await expect(body).toBeHidden();
  await schedule.form.getByText('Exact request: JSON and cURL').click();
  await expect(body).toBeVisible();
  await accessible(page);
});

test('where an operation is known to be in the way, the button says so', async ({ page }) => {
  await api.post({ operation_type: 'status_check', device_ids: ['DEV-012'], scheduled_at: '2031-07-04T02:00:00Z', operation_data: {} });
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.fillFirmware('DEV-012', '2031-07-04T02:00');
  await schedule.toReview();
  await expect(schedule.form.getByRole('button', { name: 'Schedule anyway' })).toBeVisible();
  await expect(schedule.form.getByRole('listitem').filter({ hasText: 'DEV-012 has status_check' }).getByRole('link')).toHaveAttribute('href', /#\/operations\/\d+/);
  await schedule.form.getByRole('button', { name: 'Back' }).click();
  await schedule.dateAndTime.fill('2031-07-05T02:00');
  await schedule.toReview();
  await expect(schedule.form.getByRole('button', { name: 'Schedule', exact: true })).toBeVisible();
});

test('success leads to the new operation, and it is live', async ({ page }) => {
  await installClock(page);
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.type.selectOption('status_check');
  await schedule.add('DEV-010');
  await schedule.form.getByRole('radio', { name: 'Now', exact: true }).check({ force: true });
  await schedule.toReview();
  await schedule.send.click();
  await expect(page).toHaveURL(/#\/operations\/\d+/);
  const id = /operations\/(\d+)/.exec(page.url())?.[1] ?? '';
  await api.change(id, { status: 'in_progress', progress: 37 });
  await page.clock.fastForward(20_000);
  await expect(page.getByRole('complementary', { name: id }).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '37');
});

test('however often "Schedule" is pressed, one request goes', async ({ page }) => {
  const sent = bodies(page);
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.fillFirmware('DEV-004');
  await schedule.toReview();
  await api.fail({ match: 'POST', delay_ms: 8_000 });
  await schedule.send.evaluate((button: HTMLButtonElement) => {
    for (let i = 0; i < 100; i += 1) button.click();
    for (let i = 0; i < 20; i += 1) button.form?.requestSubmit();
  });
  await schedule.send.dblclick({ force: true });
  for (let i = 0; i < 10; i += 1) await page.keyboard.press('Enter');
  await expect(schedule.form.getByText('Sending; please wait')).toBeVisible();
  await accessible(page);
  await expect(page).toHaveURL(/#\/operations\/\d+/, { timeout: 15_000 });
  expect(sent.length).toBe(1);
  expect((await api.asked('POST')).length).toBe(1);
});

test('every type of the catalogue is on offer, and any other name', async ({ page }) => {
  const sent = bodies(page);
  const schedule = await ScheduleForm.open(page, api.origin);
  for (const type of ['firmware_update', 'config_sync', 'backup_configuration', 'health_check', 'status_check', 'diagnostics']) {
    await schedule.type.selectOption(type);
    await expect(schedule.type).toHaveValue(type);
    await accessible(page);
  }
  await schedule.type.selectOption({ label: 'Other…' });
  await schedule.form.getByLabel('Type name').fill('add.obj');
  await schedule.add('DEV-005');
  await schedule.at('2031-03-04T02:00', 'UTC');
  await schedule.json.fill('{"path": "Device.ManagementServer.PeriodicInformInterval", "value": 300}');
  await accessible(page);
  await schedule.toReview();
  await schedule.send.click();
  await expect(page).toHaveURL(/#\/operations\/\d+/);
  expect(JSON.parse(sent[0])).toMatchObject({ operation_type: 'add.obj', operation_data: { path: 'Device.ManagementServer.PeriodicInformInterval', value: 300 } });
});

test('devices are found by search, taken by key and mouse, and pasted', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  const known = (await api.all()).find((one) => one.device_name.length > 6);
  const name = known?.device_name ?? '';
  await schedule.devices.fill(name);
  const match = page.getByRole('listbox', { name: 'Matches' }).getByRole('option').filter({ hasText: name }).first();
  await expect(match).toBeVisible();
  await accessible(page);
  await match.click();
  await expect(schedule.form.getByRole('button', { name: `Remove ${known?.device_id}`, exact: true })).toBeVisible();
  await schedule.devices.fill('DEV-01');
  await schedule.devices.press('ArrowDown');
  await schedule.devices.press('Enter');
  await schedule.devices.press('Escape');
  await schedule.devices.fill('');
  await expect(schedule.form.getByRole('status').filter({ hasText: '2 devices chosen' })).toBeVisible();
  await schedule.form.getByRole('button', { name: 'Paste ids' }).click();
  await schedule.form.getByLabel('Ids to add').fill('device_id;name\nDEV-030;a\nDEV-031;b\n"DEV-032";c');
  await accessible(page);
  await schedule.form.getByRole('button', { name: 'Add 3' }).click();
  await expect(schedule.form.getByRole('status').filter({ hasText: '5 devices chosen' })).toBeVisible();
  await schedule.form.getByRole('button', { name: 'Remove DEV-031' }).click();
  await expect(schedule.form.getByRole('status').filter({ hasText: '4 devices chosen' })).toBeVisible();
});

test('all devices that match are selected at once, as many as the button says', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.add('DEV-011');
  await schedule.devices.fill('DEV-01');
  const all = schedule.form.getByRole('button', { name: /^Select all [\d,]+ matches$/ });
  await expect(all).toBeVisible();
  await accessible(page);
  const count = Number(/[\d,]+/.exec(await all.innerText())?.[0].replaceAll(',', ''));
  await all.click();
  await expect(schedule.devices).toBeFocused();
  await expect(schedule.devices).toHaveValue('');
  await expect(schedule.form.getByRole('status').filter({ hasText: `${count} devices chosen` })).toBeVisible();
  await expect(schedule.devices).not.toHaveAttribute('aria-invalid', 'true');
  await expect(all).toHaveCount(0);
});

test('odd ids that the API gave are pasted a line each, seen as they are, and sent letter by letter', async ({ page }) => {
  const odd = ['202BC1-BM632w%2D01-000001', 'edge (north)', 'lab,2', 'node;3', "a'b-1", 'a|b', '  DEV-9', '1\u202e2'];
  // The simulated fleet has no such ids.
  const results = odd.map((device_id, at) => ({ id: `9${at}`, operation_type: 'status_check', device_id, status: 'completed', operation_data: {} }));
  await page.route('**/inventory_device_headless_operation/**', (route) => route.fulfill({ json: { count: results.length, next: null, previous: null, results } }));
  await page.route(/\/inventory_device\//, (route) => route.fulfill({ json: { count: 0, next: null, previous: null, results: [] } }));
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.type.selectOption('status_check');
  await expect(schedule.form.getByText(/\d+ known/)).toBeVisible();
  await schedule.form.getByRole('button', { name: 'Paste ids' }).click();
  await schedule.form.getByLabel('Ids to add').fill(odd.join('\n'));
  await schedule.form.getByRole('button', { name: `Add ${odd.length}` }).click();
  await expect(schedule.devices).not.toHaveAttribute('aria-invalid', 'true');
  await schedule.at('2031-03-04T12:00', 'Asia/Almaty');
  await schedule.toReview();
  const targets = schedule.form.getByRole('list', { name: 'Targets' });
  await expect(targets).toContainText('1⟨U+202E⟩2');
  await expect(targets).toContainText('␣␣DEV-9');
  await expect(schedule.form.getByText(/12:00 in Asia\/Almaty \(UTC\+05:00\)/)).toContainText('2031-03-04 07:00:00 UTC');
  expect(await schedule.shownBody()).toMatchObject({ device_ids: odd });
});

test('a draft survives a reload and a look at the list, and can be discarded', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.fillFirmware('DEV-006', '2031-03-04T02:00', 'Asia/Tokyo');
  await schedule.webhook.fill('https://example.org/hook');
  await schedule.form.getByLabel('E-mail on completion').check();
  await page.reload();
  const still = async () => {
    await expect(schedule.type).toHaveValue('firmware_update');
    await expect(schedule.form.getByRole('button', { name: 'Remove DEV-006' })).toBeVisible();
    await expect(schedule.dateAndTime).toHaveValue('2031-03-04T02:00');
    await expect(schedule.timeZone).toHaveValue('Asia/Tokyo');
    await expect(schedule.form.getByLabel('Firmware version')).toHaveValue('2.5.0');
    await expect(schedule.webhook).toHaveValue('https://example.org/hook');
    await expect(schedule.form.getByLabel('E-mail on completion')).toBeChecked();
  };
  await still();
  await page.getByRole('link', { name: 'Operations' }).click();
  await expect(page.getByRole('table', { name: 'Operations' })).toBeVisible();
  await page.getByRole('link', { name: 'Schedule operation' }).click();
  await still();
  await schedule.form.getByRole('button', { name: 'Discard draft' }).click();
  const dialog = page.getByRole('dialog', { name: 'Discard the draft?' });
  await accessible(page);
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(schedule.type).toHaveValue('');
  await page.reload();
  await expect(schedule.type).toHaveValue('');
  await expect(schedule.form.getByRole('button', { name: 'Remove DEV-006' })).toHaveCount(0);
});

test('polling never touches the form', async ({ page }) => {
  await installClock(page);
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.fillFirmware('DEV-007');
  await schedule.json.focus();
  const before = await schedule.json.inputValue();
  await api.insert({ count: 2, status: 'in_progress', progress: 1 });
  for (let i = 0; i < 5; i += 1) await page.clock.fastForward(20_000);
  await expect(schedule.json).toBeFocused();
  await expect(schedule.json).toHaveValue(before);
});
