// The previous revision of the API: other ids, `parameters`, one device a request.
import { accessible, expect, ids, row, rows, statusLine, test } from '../support/journey';
import { serve } from '../support/reference-api';
import { ScheduleForm } from '../support/schedule-form';

const api = serve({ revision: 'previous', history: 45 });

test('its rows are listed, filtered and opened; what it does not say is not invented', async ({ page }) => {
  const [id] = await api.insert({ status: 'pending', operation_type: 'config_sync' });
  await page.goto(api.origin);
  await expect(statusLine(page)).toContainText('1–20 of');
  expect(id).toMatch(/^op_/);
  await expect(row(page, id)).toContainText('Pending');
  await expect(row(page, id)).toContainText('configuration_sync');
  await expect(row(page, id)).toContainText(/dev_\d+/);
  await expect(row(page, id).getByRole('progressbar')).not.toHaveAttribute('aria-valuenow', /./);
  await accessible(page);
  await row(page, id).getByRole('link').click();
  const detail = page.getByRole('complementary', { name: id });
  await expect(detail.getByRole('group', { name: 'operation_data' })).toBeVisible();
  expect(JSON.parse(await detail.getByRole('region', { name: 'JSON' }).innerText())).toHaveProperty('parameters');
  await accessible(page);
  await page.getByLabel('Type', { exact: true }).selectOption('backup_configuration');
  await expect(rows(page).first()).toContainText('backup_configuration');
  const expected = (await api.all()).filter((one) => one.operation_type === 'backup_configuration').map((one) => one.id);
  await expect.poll(() => ids(page)).toEqual(expected.slice(0, 20));
});

test('one device: what is shown is what goes, as that revision has it', async ({ page }) => {
  const sent: unknown[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.postDataJSON());
  });
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.type.selectOption('backup_configuration');
  await schedule.add('dev_67893');
  await schedule.at('2031-03-04T02:00', 'UTC');
  await schedule.form.getByLabel('Backup location (URL)').fill('s3://backups/devices/');
  await schedule.form.getByLabel('Priority').selectOption('high');
  await expect(schedule.form.getByLabel('parameters JSON')).toBeVisible();
  await expect(schedule.form.getByText('operation_data')).toHaveCount(0);
  await accessible(page);
  await schedule.toReview();
  const shown = await schedule.shownBody();
  expect(shown).toEqual({
    operation_type: 'backup_configuration',
    device_id: 'dev_67893',
    scheduled_at: '2031-03-04T02:00:00Z',
    parameters: { backup_location: 's3://backups/devices/', compression: true, retention_days: 30 },
    priority: 'high',
  });
  await schedule.send.click();
  await expect(page).toHaveURL(/#\/operations\/op_\d+/);
  expect(sent).toEqual([shown]);
});

test('several devices: a request each, one after the other', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await api.forget();
  await schedule.type.selectOption('status_check');
  await schedule.add('dev_67894', 'dev_67895', 'dev_67896');
  await schedule.at('2031-03-04T02:00', 'UTC');
  await schedule.toReview();
  await expect(schedule.form).toContainText('3 requests');
  await accessible(page);
  await schedule.send.click();
  await expect(page.getByRole('heading', { name: 'All 3 requests are scheduled' })).toBeVisible();
  await accessible(page);
  expect((await api.asked('POST')).map((one) => one.status)).toEqual([201, 201, 201]);
  await page.getByRole('link', { name: /^op_\d+$/ }).first().click();
  await expect(page.getByRole('complementary')).toContainText('status_check');
});

test.describe('refused', () => {
  test.use({ expectedErrors: /Failed to load resource: .*(404|409)/ });

  test('404: the device does not exist, and everything typed stays', async ({ page }) => {
    const schedule = await ScheduleForm.open(page, api.origin);
    await schedule.type.selectOption('status_check');
    await schedule.add('dev_99999');
    await schedule.at('2031-03-04T02:00', 'UTC');
    await schedule.toReview();
    await schedule.send.click();
    await expect(schedule.devices).toHaveAccessibleDescription(/dev_99999 does not exist/);
    await expect(schedule.type).toHaveValue('status_check');
    await expect(schedule.dateAndTime).toHaveValue('2031-03-04T02:00');
  });

  test('one of several is refused: the others are made, and the form keeps the one', async ({ page }) => {
    await api.post({ operation_type: 'status_check', device_id: 'dev_67901', scheduled_at: '2031-06-01T02:00:00Z', parameters: {} });
    const schedule = await ScheduleForm.open(page, api.origin);
    await schedule.type.selectOption('diagnostics');
    await schedule.add('dev_67900', 'dev_67901', 'dev_67902');
    await schedule.at('2031-06-01T02:00', 'UTC');
    await schedule.toReview();
    await schedule.send.click();
    await expect(page.getByRole('heading', { name: '2 of 3 requests are scheduled' })).toBeVisible();
    await accessible(page);
    await page.getByRole('button', { name: 'Back to the form' }).click();
    await expect(schedule.chips.getByRole('button', { name: 'Remove dev_67901' })).toBeVisible();
    await expect(schedule.chips.getByRole('button', { name: /^Remove dev_/ })).toHaveCount(1);
  });
});
