// What the form finds before anything goes: at the field as one leaves it, and on "Review" in a summary that leads there.
import { accessible, expect, test } from '../support/journey';
import { serve } from '../support/reference-api';
import { expectAt, ScheduleForm } from '../support/schedule-form';

const api = serve({ history: 30 });

test.afterEach(async () => {
  expect(await api.asked('POST'), 'nothing that is wrong is sent').toEqual([]);
});

test('an empty form: a summary that takes the focus and leads to each field', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.form.getByRole('radio', { name: 'At a time' }).check({ force: true });
  await schedule.review.click();
  await expect(schedule.summary).toBeFocused();
  await expect(schedule.summary.getByRole('link')).toHaveCount(3);
  await accessible(page);
  for (const [words, field] of [
    ['Choose an operation type', schedule.type],
    ['Choose at least one device', schedule.devices],
    ['Choose a date and time', schedule.dateAndTime],
  ] as const) {
    await schedule.summary.getByRole('link', { name: words }).click();
    await expect(field).toBeFocused();
    await expectAt(field, words);
  }
  await schedule.type.selectOption('status_check');
  await expect(schedule.summary.getByRole('link', { name: 'Choose an operation type' })).toHaveCount(0);
});

test('nothing is said before a field is left', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.webhook.fill('http://example.org');
  await expect(schedule.webhook).not.toHaveAttribute('aria-invalid', 'true');
  await schedule.webhook.blur();
  await expectAt(schedule.webhook, 'must be https');
  await accessible(page);
});

test('webhooks that are not https', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  for (const url of ['http://example.org/x', 'ftp://example.org', 'example.org/x', 'https://', 'https://a b.example', 'https://me:secret@example.org/']) {
    await schedule.webhook.fill(url);
    await schedule.webhook.blur();
    await expect(schedule.webhook, url).toHaveAttribute('aria-invalid', 'true');
  }
  await schedule.webhook.fill('https://example.org/x');
  await schedule.webhook.blur();
  await expect(schedule.webhook).not.toHaveAttribute('aria-invalid', 'true');
});

test('ids that are doubled or unusual, and the press that mends them', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.form.getByRole('button', { name: 'Paste ids' }).click();
  await schedule.form.getByLabel('Ids to add').fill('DEV-001, DEV-002, DEV-001, DEV{3}');
  await schedule.form.getByRole('button', { name: 'Add 4' }).click();
  await expect(schedule.devices).toHaveAccessibleDescription(/DEV\{3\}/);
  await expectAt(schedule.devices, 'More than once in the list: DEV-001');
  await accessible(page);
  await schedule.form.getByRole('button', { name: 'Remove duplicates' }).click();
  await schedule.form.getByRole('button', { name: 'Remove unusual ids' }).click();
  await expect(schedule.devices).not.toHaveAttribute('aria-invalid', 'true');
  await expect(schedule.form.getByRole('status').filter({ hasText: '2 devices chosen' })).toBeVisible();
});

test('a device that nobody has seen is a warning, not an error', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.type.selectOption('status_check');
  await schedule.add('DEV-999');
  await schedule.devices.blur();
  await expect(schedule.form.getByText('Not among the known devices: DEV-999')).toBeVisible();
  await expect(schedule.chips.getByRole('listitem')).toContainText('DEV-999 (unknown)');
  await expect(schedule.form.getByRole('button', { name: 'Remove unusual ids' })).toHaveCount(0);
  await expect(schedule.form.getByRole('button', { name: 'Remove unknown ids' })).toBeVisible();
  await accessible(page);
  await schedule.at('2031-03-04T02:00', 'UTC');
  await schedule.toReview();
});

test('a press that leaves "Devices" reaches its control, though a warning appears', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  for (const [typed, name] of [['DEV-998', 'Now'], ['DEV-997', 'At a time']] as const) {
    await schedule.devices.fill(typed);
    const choice = schedule.form.getByRole('radio', { name });
    const box = await schedule.form.getByText(name, { exact: true }).boundingBox();
    if (!box) throw new Error(`${name} is not drawn`);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await expect(schedule.devices).not.toBeFocused();
    await expect(schedule.form.getByRole('button', { name: `Remove ${typed}` })).toHaveCount(0);
    await page.mouse.up();
    await expect(choice).toBeChecked();
    await expect(schedule.form.getByRole('button', { name: `Remove ${typed}` })).toBeVisible();
    await expect(schedule.form.getByText('Not among the known devices: ')).toContainText(typed);
  }
});

test('past times are refused; the UTC instant is shown for the others', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.at('2020-01-01T00:00', 'UTC');
  await schedule.dateAndTime.blur();
  await expectAt(schedule.dateAndTime, 'in the past');
  await schedule.dateAndTime.fill('2031-07-01T12:00');
  await schedule.timeZone.fill('America/New_York');
  await expect(schedule.form).toContainText('2031-07-01 16:00:00 UTC');
  await schedule.timeZone.fill('Asia/Kolkata');
  await expect(schedule.form).toContainText('2031-07-01 06:30:00 UTC');
  await schedule.timeZone.fill('Mars/Olympus');
  await schedule.timeZone.blur();
  await expectAt(schedule.timeZone, 'Mars/Olympus');
});

test('frequent times are filled in, in the zone of the form', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.form.getByRole('radio', { name: 'At a time' }).check({ force: true });
  await schedule.timeZone.fill('Asia/Tokyo');
  const presets = schedule.form.getByRole('group', { name: 'Frequent times' });
  await accessible(page);
  /** The instant of the field, in ms; Tokyo has no daylight saving. */
  const chosen = async (name: string): Promise<number> => {
    await schedule.dateAndTime.fill('2031-05-05T05:05');
    await presets.getByRole('button', { name }).click();
    await expect(schedule.dateAndTime).not.toHaveValue('2031-05-05T05:05');
    return Date.parse(`${await schedule.dateAndTime.inputValue()}:00+09:00`);
  };
  const before = Date.now();
  const hour = (await chosen('In 1 hour')) - before;
  // The field has whole minutes, and the test takes some seconds.
  expect(hour).toBeGreaterThan(58 * 60_000);
  expect(hour).toBeLessThan(63 * 60_000);
  const night = (await chosen('Tonight 02:00')) - before;
  expect(night).toBeLessThanOrEqual(25 * 3_600_000);
  await expect(schedule.dateAndTime).toHaveValue(/T02:00$/);
  const saturday = await chosen('Saturday 02:00');
  await expect(schedule.dateAndTime).toHaveValue(/T02:00$/);
  expect(new Date(saturday + 9 * 3_600_000).getUTCDay()).toBe(6);
  await expect(schedule.form).toContainText('17:00:00 UTC');
});

test('an hour that daylight saving skips: the person chooses', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  // On Sunday 30 March 2031 the clocks of Berlin go from 2 to 3.
  await schedule.at('2031-03-30T02:30', 'Europe/Berlin');
  await schedule.timeZone.blur();
  await schedule.dateAndTime.blur();
  await expectAt(schedule.dateAndTime, 'does not exist');
  await accessible(page);
  await schedule.form.getByRole('radio', { name: /before the change/ }).check();
  await expect(schedule.form).toContainText('2031-03-30 00:30:00 UTC');
  await schedule.form.getByRole('radio', { name: /after the change/ }).check();
  await expect(schedule.form.getByRole('status').filter({ hasText: '2031-03-30 01:30:00 UTC' })).toBeVisible();
  await expect(schedule.dateAndTime).not.toHaveAttribute('aria-invalid', 'true');
});

test('an hour that daylight saving doubles: the person chooses', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  // On Sunday 26 October 2031 the clocks of Berlin go from 3 back to 2.
  await schedule.at('2031-10-26T02:30', 'Europe/Berlin');
  await schedule.dateAndTime.blur();
  await expectAt(schedule.dateAndTime, 'twice');
  await schedule.form.getByRole('radio', { name: /the first time/ }).check();
  await expect(schedule.form.getByRole('status').filter({ hasText: '2031-10-26 00:30:00 UTC' })).toBeVisible();
  await schedule.form.getByRole('radio', { name: /the second time/ }).check();
  await expect(schedule.form.getByRole('status').filter({ hasText: '2031-10-26 01:30:00 UTC' })).toBeVisible();
});

test('fields and JSON are two views of one thing', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.type.selectOption('firmware_update');
  const data = async () => JSON.parse(await schedule.json.inputValue());
  expect(await data()).toEqual({ create_backup: true, rollback_on_failure: true, timeout_minutes: 30 });
  await schedule.form.getByLabel('Firmware version').fill('2.5.0');
  await schedule.form.getByLabel('Create a backup first').uncheck();
  await schedule.form.getByLabel('Time-out (minutes)').fill('60');
  expect(await data()).toEqual({ firmware_version: '2.5.0', create_backup: false, rollback_on_failure: true, timeout_minutes: 60 });

  await schedule.json.fill('{\n  "firmware_version": "3.0.1",\n  "create_backup": true,\n  "timeout_minutes": 15\n}');
  await expect(schedule.form.getByLabel('Firmware version')).toHaveValue('3.0.1');
  await expect(schedule.form.getByLabel('Create a backup first')).toBeChecked();
  await expect(schedule.form.getByLabel('Time-out (minutes)')).toHaveValue('15');
  await schedule.form.getByLabel('Time-out (minutes)').fill('16');
  // An edit by a field leaves the rest of the text as the person wrote it.
  await expect(schedule.json).toHaveValue('{\n  "firmware_version": "3.0.1",\n  "create_backup": true,\n  "timeout_minutes": 16\n}');
});

test('a list field changes the touched item only, and an empty text is told from none', async ({ page }) => {
  const schema = {
    type: 'object',
    required: ['note'],
    properties: { lines: { type: 'array', items: { type: 'string' } }, note: { type: 'string' }, mode: { type: 'string', enum: ['', 'loud', 'quiet'] } },
  };
  await page.route('**/operation-types.json', (route) => route.fulfill({ json: { types: [{ name: 'say', title: 'Say', schema }] } }));
  await page.goto(`${api.origin}/#/schedule`);
  const schedule = new ScheduleForm(page);
  await expect(schedule.type.locator('option', { hasText: '(say)' })).toBeAttached();
  await schedule.type.selectOption('say');
  const data = async () => JSON.parse(await schedule.json.inputValue());
  const [lines, note, mode] = ['Lines', 'Note', 'Mode'].map((name) => schedule.form.getByLabel(name, { exact: true }));

  await schedule.json.fill('{"lines": ["first", "", "  padded  ", "last"], "note": "", "mode": ""}');
  await expect(note).toHaveAccessibleDescription(/Set to an empty text/);
  await lines.press('Control+End');
  await lines.pressSequentially('!');
  expect(await data()).toEqual({ lines: ['first', '', '  padded  ', 'last!'], note: '', mode: '' });
  await note.fill('x');
  await note.fill('');
  await mode.selectOption({ label: 'Not set' });
  expect(await data()).toEqual({ lines: ['first', '', '  padded  ', 'last!'], note: '' });
  await mode.selectOption({ label: '(empty text)' });
  expect((await data()).mode).toBe('');

  await schedule.json.fill('{"lines": ["first\\nstill first", "last"], "note": ""}');
  await expect(lines).toHaveValue('["first\\nstill first","last"]');
  await expect(lines).toHaveAccessibleDescription(/JSON/);
});

test('broken JSON is placed by line and column, and the fields wait', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.type.selectOption('firmware_update');
  await schedule.json.fill('{\n  "firmware_version": "2.5.0",\n  "timeout_minutes": 3O\n}');
  await schedule.json.blur();
  await expectAt(schedule.json, /[Ll]ine 3, column 2\d/);
  await expect(schedule.form.getByLabel('Firmware version')).toBeDisabled();
  await accessible(page);
  await schedule.review.click();
  await expect(schedule.summary.getByRole('link', { name: /line 3, column/i })).toBeVisible();
  await schedule.json.fill('{"firmware_version": "2.5.0"}');
  await expect(schedule.form.getByLabel('Firmware version')).toBeEnabled();
  await expect(schedule.form.getByLabel('Firmware version')).toHaveValue('2.5.0');
});

test('the summary names a drawn field by its title; line and column stand at the JSON only', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.type.selectOption('firmware_update');
  await schedule.form.getByLabel('Firmware version').fill('newest');
  await schedule.review.click();
  const link = schedule.summary.getByRole('link', { name: /^Firmware version / });
  await expect(link).toBeVisible();
  await expect(schedule.summary.getByRole('link', { name: /column/ })).toHaveCount(0);
  await expect(schedule.json).toHaveAccessibleDescription(/Line \d+, column \d+: Firmware version /);
  await link.click();
  await expect(schedule.form.getByLabel('Firmware version')).toBeFocused();
});

test('wrong type, out of range, wrong shape and missing stop it; unknown only warns', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.type.selectOption('firmware_update');
  await schedule.add('DEV-001');
  await schedule.at('2031-03-04T02:00', 'UTC');
  const version = schedule.form.getByLabel('Firmware version');
  const timeout = schedule.form.getByLabel('Time-out (minutes)');
  await version.focus();
  await version.blur();
  await expectAt(version, /missing|required/i);
  await version.fill('latest');
  await version.blur();
  await expectAt(version, 'three numbers');
  await version.fill('2.5.0');
  for (const wrong of ['0', '241', '1.5']) {
    await timeout.fill(wrong);
    await timeout.blur();
    await expect(timeout, wrong).toHaveAttribute('aria-invalid', 'true');
  }
  await schedule.json.fill('{"firmware_version": "2.5.0", "create_backup": "yes", "timeout_minutes": 30}');
  await schedule.json.blur();
  await expectAt(schedule.json, /Create a backup first/);
  await schedule.json.fill('[1, 2]');
  await expectAt(schedule.json, 'must be an object');
  await schedule.json.fill('{"firmware_version": "2.5.0", "create_backup": true, "speed": "fast"}');
  await schedule.json.blur();
  await expect(schedule.json).not.toHaveAttribute('aria-invalid', 'true');
  await expect(schedule.json).toHaveAccessibleDescription(/speed/);
  await accessible(page);
  await schedule.toReview();
  expect(await schedule.shownBody()).toMatchObject({ operation_data: { speed: 'fast' } });
});
