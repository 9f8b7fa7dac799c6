// What the API refuses lands on the fields that it names, and everything typed stays.
import { accessible, expect, failed, test } from '../support/journey';
import { serve, TOKEN } from '../support/reference-api';
import { expectAt, ScheduleForm } from '../support/schedule-form';

const api = serve({ history: 30 });

test.use({ expectedErrors: failed('(400|401|403|404|409|422|500|502|ERR_)') });
test.beforeEach(() => Promise.all([api.heal(), api.forget()]).then(() => undefined));

async function stays(schedule: ScheduleForm, device: string): Promise<void> {
  await expect(schedule.type).toHaveValue('firmware_update');
  await expect(schedule.chips.getByRole('button', { name: `Remove ${device}` })).toBeVisible();
  await expect(schedule.form.getByLabel('Firmware version')).toHaveValue('2.5.0');
  await expect(schedule.dateAndTime).toHaveValue('2031-03-04T02:00');
  await expect(schedule.timeZone).toHaveValue('UTC');
}

async function sendFirmware(schedule: ScheduleForm, device: string): Promise<void> {
  await schedule.fillFirmware(device);
  await schedule.toReview();
  await schedule.send.click();
}

test('400: a device that does not exist, at "Devices"', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await sendFirmware(schedule, 'DEV-998');
  await expect(schedule.summary).toBeFocused();
  await expectAt(schedule.devices, 'DEV-998');
  await stays(schedule, 'DEV-998');
  await accessible(page);
});

test('409: what is in the way, at "Devices"; another time goes through', async ({ page }) => {
  await api.post({ operation_type: 'firmware_update', device_ids: ['DEV-020'], scheduled_at: '2031-03-04T02:05:00Z', operation_data: { firmware_version: '2.0.0' } });
  const schedule = await ScheduleForm.open(page, api.origin);
  await sendFirmware(schedule, 'DEV-020');
  await expectAt(schedule.devices, /conflict/i);
  await expect(schedule.summary.getByRole('link')).toHaveCount(1);
  await expect(schedule.conflicts.getByRole('listitem')).toHaveCount(1);
  await expect(schedule.conflicts).toContainText(/DEV-020 · firmware_update · operation \d+ · .*03:05 to .*03:20/);
  await expect(schedule.conflicts.getByRole('link', { name: /^operation \d+$/ })).toHaveAttribute('href', /#\/operations\/\d+/);
  await stays(schedule, 'DEV-020');
  await accessible(page);
  await schedule.dateAndTime.fill('2031-03-05T02:00');
  await schedule.toReview();
  await schedule.send.click();
  await expect(page).toHaveURL(/#\/operations\/\d+/);
});

test('409: the devices in the way are removed one by one, and the rest goes through', async ({ page }) => {
  for (const device of ['DEV-026', 'DEV-027']) {
    await api.post({ operation_type: 'status_check', device_ids: [device], scheduled_at: '2031-05-04T02:00:00Z', operation_data: {} });
  }
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.fillFirmware('DEV-026', '2031-05-04T02:00');
  await schedule.add('DEV-027', 'DEV-028');
  await schedule.toReview();
  await schedule.send.click();
  await expect(schedule.conflicts.getByRole('listitem')).toHaveCount(2);
  await accessible(page);
  await schedule.conflicts.getByRole('button', { name: 'Remove DEV-026' }).click();
  await expect(schedule.devices).toBeFocused();
  await expect(schedule.conflicts.getByRole('listitem')).toHaveCount(1);
  await schedule.conflicts.getByRole('button', { name: 'Remove DEV-027' }).click();
  await expect(schedule.conflicts).toBeHidden();
  await expect(schedule.chips.getByRole('listitem')).toHaveCount(1);
  await expect(schedule.devices).not.toHaveAttribute('aria-invalid', 'true');
  await schedule.toReview();
  await schedule.send.click();
  await expect(page).toHaveURL(/#\/operations\/\d+/);
});

test('422: below operation_data, at the field', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await api.fail({ match: 'POST', status: 422, body: { operation_data: { timeout_minutes: ['Ensure this value is less than or equal to 20.'] } } });
  await sendFirmware(schedule, 'DEV-021');
  await expectAt(schedule.form.getByLabel('Time-out (minutes)'), 'less than or equal to 20');
  await stays(schedule, 'DEV-021');
});

test('422 after the review: the link of the summary leads to the field that is drawn', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await api.fail({ match: 'POST', status: 422, body: { operation_data: { firmware_version: ['No such version.'] } } });
  await sendFirmware(schedule, 'DEV-021');
  await expect(schedule.summary).toBeFocused();
  await schedule.summary.getByRole('link', { name: 'Firmware version: No such version.' }).click();
  await expect(schedule.form.getByLabel('Firmware version')).toBeFocused();
});

test.describe('parameters with dots in their names', () => {
  const inform = 'Device.ManagementServer.PeriodicInformInterval';
  const schema = { type: 'object', properties: { [inform]: { type: 'integer', title: 'Inform interval (s)' } } };
  const bodies = [
    { operation_data: { [inform]: ['Has to be 60 or more.'], 'Device.Unknown.Thing': ['Is not allowed.'] } },
    { [`operation_data.${inform}`]: ['Has to be 60 or more.'] },
    { [inform]: ['Has to be 60 or more.'] },
    { detail: [{ loc: ['body', 'operation_data', inform], msg: 'Has to be 60 or more.' }] },
  ];
  for (const body of bodies) {
    test(`${JSON.stringify(body)} stands at its own field and under its title`, async ({ page }) => {
      await page.route('**/operation-types.json', (route) => route.fulfill({ json: { types: [{ name: 'set', title: 'Set', schema }] } }));
      await page.goto(`${api.origin}/#/schedule`);
      const schedule = new ScheduleForm(page);
      await expect(schedule.type.locator('option', { hasText: '(set)' })).toBeAttached();
      await schedule.type.selectOption('set');
      await schedule.add('DEV-021');
      await schedule.at('2031-03-04T02:00', 'UTC');
      await schedule.form.getByLabel('Inform interval (s)').fill('30');
      await schedule.toReview();
      await api.fail({ match: 'POST', status: 422, body });
      await schedule.send.click();
      await expectAt(schedule.form.getByLabel('Inform interval (s)'), 'Has to be 60 or more.');
      await expect(schedule.summary.getByRole('link', { name: 'Inform interval (s): Has to be 60 or more.' })).toBeVisible();
      if ('operation_data' in body) await expect(schedule.json).toHaveAccessibleDescription(/Device\.Unknown\.Thing: Is not allowed\./);
    });
  }
});

for (const [what, body, at] of [
  ['operation_type', { operation_type: ['"firmware_update" is not allowed here.'] }, 'type'],
  ['scheduled_at', { scheduled_at: ['Outside of the maintenance window.'] }, 'dateAndTime'],
  ['webhook_url', { notification_settings: { webhook_url: ['Enter a valid URL.'] } }, 'webhook'],
  ['device_ids', { device_ids: { 0: ['Device is locked.'] } }, 'devices'],
  ['operation_data', { operation_data: ['Template missing.'] }, 'json'],
] as const) {
  test(`400: ${what} lands there`, async ({ page }) => {
    const schedule = await ScheduleForm.open(page, api.origin);
    await api.fail({ match: 'POST', status: 400, body });
    await sendFirmware(schedule, 'DEV-022');
    await expectAt(schedule[at], JSON.stringify(body).includes('locked') ? 'Device is locked.' : (/\["(.*)"\]/.exec(JSON.stringify(body))?.[1] ?? '').replace(/\\"/g, '"'));
    await stays(schedule, 'DEV-022');
  });
}

test('400: an e-mail setting, at its own box', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await api.fail({ match: 'POST', status: 400, body: { notification_settings: { email_on_failure: ['Your account has no address.'] } } });
  await sendFirmware(schedule, 'DEV-022');
  await expectAt(schedule.form.getByLabel('E-mail on failure'), 'Your account has no address.');
  await expect(schedule.webhook).not.toHaveAttribute('aria-invalid', 'true');
});

for (const [status, body, content_type, words] of [
  [400, { non_field_errors: ['Two windows collide.'] }, undefined, 'Two windows collide.'],
  [400, { detail: 'JSON parse error - Expecting value.' }, undefined, 'JSON parse error'],
  [400, { error: 'Quota exceeded' }, undefined, 'Quota exceeded'],
  [400, 'Bad things', 'text/plain', 'Bad things'],
  [404, { detail: 'Device DEV-023 does not exist.' }, undefined, 'Device DEV-023 does not exist.'],
  [403, { detail: 'Read only.' }, undefined, 'Read only.'],
] as const) {
  test(`${status} with ${JSON.stringify(body)} is shown, and everything stays`, async ({ page }) => {
    const schedule = await ScheduleForm.open(page, api.origin);
    await api.fail({ match: 'POST', status, body, content_type });
    await sendFirmware(schedule, 'DEV-023');
    await expect(page.getByRole('main')).toContainText(words);
    await accessible(page);
    const back = page.getByRole('button', { name: 'Back to the form' });
    if (status === 403) await back.click();
    await stays(schedule, 'DEV-023');
  });
}

test('403: the form says so before it is filled in again, until something is scheduled', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  const note = schedule.form.getByRole('status').filter({ hasText: 'The API has refused to schedule with this token' });
  await expect(note).toHaveCount(0);
  await api.fail({ match: 'POST', status: 403, body: { detail: 'Read only.' } });
  await sendFirmware(schedule, 'DEV-029');
  await expect(page.getByRole('main')).toContainText('Read only.');
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await expect(note).toContainText('Read only.');
  await page.getByRole('link', { name: 'Operations' }).click();
  await page.getByRole('link', { name: 'Schedule operation' }).click();
  await expect(note).toBeVisible();
  await accessible(page);
  await schedule.toReview();
  await schedule.form.getByRole('button', { name: 'Try anyway' }).click();
  await expect(page).toHaveURL(/#\/operations\/\d+/);
  await page.getByRole('link', { name: 'Schedule operation' }).click();
  await expect(schedule.type).toBeVisible();
  await expect(note).toHaveCount(0);
});

for (const [when, statuses] of [
  ['before it is sent', [201]],
  ['by the POST itself, and the same request is sent again', [401, 201]],
] as const) {
  test(`401 ${when}: the token is renewed in place`, async ({ page }) => {
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.postData() ?? '');
    });
    const schedule = await ScheduleForm.open(page, api.origin);
    await schedule.fillFirmware(statuses.length === 1 ? 'DEV-024' : 'DEV-025');
    await schedule.toReview();
    if (statuses.length === 1) await api.revoke(TOKEN);
    else await api.fail({ match: 'POST', status: 401, body: { detail: 'Token expired.' } });
    await schedule.send.click();
    const dialog = page.getByRole('dialog', { name: 'The token is no longer accepted' });
    await expect(dialog).toBeVisible();
    await accessible(page);
    await api.accept('fresh-token');
    await dialog.getByLabel('API token').fill('fresh-token');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveURL(/#\/operations\/\d+/);
    expect(sent.length).toBe(statuses.length);
    expect(new Set(sent).size).toBe(1);
    expect((await api.asked('POST')).map((one) => one.status)).toEqual([...statuses]);
    await api.accept(TOKEN);
  });
}
