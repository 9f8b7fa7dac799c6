// The detail of one operation, and what happens with rows that are odd.
import { accessible, expect, ids, row, rows, test } from '../support/journey';
import { serve, TOKEN } from '../support/reference-api';

const api = serve({ history: 45 });
let done = '';

test.beforeAll(async () => {
  [done] = await api.insert({
    status: 'failed',
    operation_type: 'firmware_update',
    device_id: 'DEV-007',
    scheduled_at: '2026-01-10T01:00:00Z',
    started_at: '2026-01-10T01:00:15Z',
    completed_at: '2026-01-10T01:10:15Z',
    operation_data: { firmware_version: '2.5.0', nested: { reason: 'no space left', tries: [1, 2, 3] } },
  });
});

test('everything that is known of it, and its own address', async ({ page, context }) => {
  await page.goto(api.origin);
  await row(page, done).getByRole('link').click();
  const detail = page.getByRole('complementary', { name: done });
  await expect(detail).toBeVisible();
  const listed = (await api.list(`id=${done}`)).results[0];
  for (const text of ['firmware_update', listed.device_name, 'DEV-007', listed.device_serial, 'Failed']) {
    await expect(detail).toContainText(text);
  }
  const timeline = detail.getByRole('listitem');
  for (const step of ['Created', 'Scheduled for', 'Started', 'Failed']) {
    await expect(timeline.filter({ hasText: step }).first()).toBeVisible();
  }
  await expect(detail).toContainText('took 10 min');
  await expect(detail.getByRole('group', { name: 'operation_data' })).toContainText('no space left');
  const raw = JSON.parse(await detail.getByRole('region', { name: 'JSON' }).innerText());
  expect(raw.id).toBe(done);
  expect(raw.operation_data.nested).toEqual({ reason: 'no space left', tries: [1, 2, 3] });
  await accessible(page);

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('complementary', { name: done })).toContainText('no space left');
  await other.close();

  await detail.getByRole('button', { name: 'Close detail' }).click();
  await expect(detail).toBeHidden();
  await expect(row(page, done).getByRole('link')).toBeFocused();
});

test('an operation that is nowhere in the list so far is fetched by its id', async ({ page }) => {
  const last = (await api.all()).at(-1);
  await page.goto(`${api.origin}/#/operations/${last?.id}/${last?.device_id}`);
  await expect(page.getByRole('complementary', { name: last?.id })).toContainText(last?.device_name ?? '-');
});

test('an operation that does not exist is said not to', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations/424242`);
  await expect(page.getByText('No such operation')).toBeVisible();
  await accessible(page);
});

test('a transaction of several devices has a row each, and each its own detail', async ({ page }) => {
  const answer = await api.post({
    operation_type: 'status_check', device_ids: ['DEV-011', 'DEV-012'], scheduled_at: '2031-01-01T00:00:00Z', operation_data: {},
  });
  const { id } = (await answer.json()) as { id: string };
  await page.goto(api.origin);
  await expect(row(page, id)).toHaveCount(2);
  await row(page, id).filter({ hasText: 'DEV-012' }).getByRole('link').click();
  await expect(page.getByRole('complementary', { name: id })).toContainText('DEV-012');
  await expect(page.getByRole('complementary', { name: id })).not.toContainText('DEV-011');
  expect(page.url()).toContain(`${id}/DEV-012`);
});

test('"Schedule again" keeps the settings, and sends neither the time nor results unasked', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations/${done}/DEV-007`);
  await page.getByRole('button', { name: 'Schedule again' }).click();
  const form = page.getByRole('form', { name: 'Schedule operation' });
  await expect(form.getByLabel('Operation type')).toHaveValue('firmware_update');
  await expect(form.getByRole('button', { name: 'Remove DEV-007' })).toBeVisible();
  await expect(form.getByLabel('Firmware version')).toHaveValue('2.5.0');
  await expect(form.getByLabel('Date and time')).toHaveValue('');
  const left = form.getByRole('region', { name: 'Not sent again' });
  await expect(left.getByRole('listitem')).toHaveText([/^nested/]);
  await expect(form.getByLabel('operation_data JSON')).not.toHaveValue(/nested/);
  await accessible(page);
  await page.reload();
  await left.getByRole('button', { name: 'Add nested' }).click();
  await expect(form.getByLabel('operation_data JSON')).toHaveValue(/"no space left"/);
  await expect(left).toHaveCount(0);
});

test('why it failed stands under the status, with hidden characters shown', async ({ page }) => {
  const [id] = await api.insert({
    status: 'failed', operation_type: 'config_sync', device_id: 'DEV-009', operation_data: { error: { message: 'no\u202espace' } },
  });
  await page.goto(`${api.origin}/#/operations/${id}/DEV-009`);
  await expect(page.getByRole('complementary', { name: id })).toContainText('Reason: no⟨U+202E⟩space');
  await page.goto(`${api.origin}/#/operations/${id}/DEV-009?columns=id,status,reason`);
  await expect(row(page, id)).toContainText('no⟨U+202E⟩space');
});

test('Enter moves into the detail, keys step through the list, and closing leads back to the row', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  const shown = await ids(page);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: shown[0], exact: true })).toBeFocused();
  await expect(page).toHaveTitle(`${shown[0]} · Operations · Headless Ops`);
  const detail = page.getByRole('complementary');
  await expect(detail.getByRole('button', { name: 'Previous operation in the list' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('.');
  await expect(page.getByRole('heading', { name: shown[1], exact: true })).toBeFocused();
  await detail.getByRole('button', { name: 'Next operation in the list' }).click();
  await expect(page.getByRole('heading', { name: shown[2], exact: true })).toBeFocused();
  await page.keyboard.press(',');
  await expect(page.getByRole('heading', { name: shown[1], exact: true })).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' }).getByText('Open the next operation')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(detail).toHaveCount(0);
  await expect(rows(page).nth(1).getByRole('link')).toBeFocused();
  await expect(page).toHaveTitle('Operations · Headless Ops');
});

test('the id and a link to the operation alone are copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${api.origin}/#/operations/${done}/DEV-007?status=failed&tz=Europe/Berlin`);
  const detail = page.getByRole('complementary', { name: done });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await detail.getByRole('button', { name: 'Copy id' }).click();
  await expect.poll(copied).toBe(done);
  await detail.getByRole('button', { name: 'Copy link' }).click();
  await expect.poll(copied).toBe(`${api.origin}/#/operations/${done}/DEV-007?tz=Europe%2FBerlin`);
});

test('a row that cannot be read is shown raw, and hides no other', async ({ page }) => {
  const rowsSent = [
    { id: 1, operation_type: 'config_sync', device_id: 77, status: 'completed', progress_percentage: '100', scheduled_at: '2026-01-01T00:00:00', site: 'Köln' },
    'this is no object',
    { operation_type: 'no id at all' },
    { id: 'op_2', status: 'pending', scheduled_at: '2026-01-15T10:00:00Z', parameters: { auto_reboot: true }, device_id: 'dev_1' },
  ];
  await api.fail({ match: 'GET', path: 'headless', status: 200, times: 20, body: { count: '4', next: null, previous: null, results: rowsSent } });
  await page.goto(api.origin);
  await expect(row(page, '1')).toContainText('77');
  await expect(row(page, '1').getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100');
  await expect(row(page, 'op_2')).toContainText('Pending');
  const unreadable = page.getByRole('row').filter({ hasText: 'Unreadable row' });
  await expect(unreadable).toHaveCount(2);
  await unreadable.first().getByText('Raw JSON').click();
  await expect(unreadable.first()).toContainText('this is no object');
  await accessible(page);
  await row(page, '1').getByRole('link').click();
  await expect(page.getByRole('complementary', { name: '1' })).toContainText('Köln');
  await api.heal();
});

test('hostile and long texts stay text, in their place', async ({ page }) => {
  const evil = '<img src=x onerror=alert(1)>"\'`${7*7}';
  const long = 'Gerätebezeichnungsverantwortungsstelle'.repeat(6);
  const results = [evil, long, 'مرحبا بالعالم 🙂'].map((name, at) => ({
    id: `row-${at}-${'x'.repeat(56)}`, operation_type: evil, device_id: `D${at}`, device_name: name, device_serial: null, status: evil, progress_percentage: 250,
    scheduled_at: 'not a date', started_at: null, completed_at: null, operation_data: { [evil]: [evil] }, created_at: null, updated_at: null,
  }));
  await api.fail({ match: 'GET', path: 'headless', status: 200, times: 20, body: { count: 3, next: null, previous: null, results } });
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).first()).toContainText(evil);
  await rows(page).first().getByRole('link').click();
  await expect(page.getByRole('complementary')).toContainText(evil);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
  await api.heal();
});

test('the token is in no copied text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${api.origin}/#/operations/${done}/DEV-007`);
  await page.getByRole('button', { name: 'Copy JSON' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(copied).id).toBe(done);
  expect(copied).not.toContain(TOKEN);
});

test('on paper: the list and the whole detail', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 700 });
  await page.goto(`${api.origin}/#/operations`);
  await row(page, done).getByRole('link').click();
  const detail = page.getByRole('complementary', { name: done });
  await expect(detail).toContainText('no space left');
  await page.emulateMedia({ media: 'print' });
  await expect(detail).toBeVisible();
  // Paper has only the first frame of an animation.
  await expect(detail).toHaveCSS('animation-name', 'none');
  const [end, box] = await Promise.all([
    rows(page).last().evaluate((one) => one.getBoundingClientRect().bottom),
    detail.evaluate((one) => one.getBoundingClientRect().toJSON() as DOMRect),
  ]);
  expect(box.top).toBeGreaterThanOrEqual(end);
  expect(box.width).toBeGreaterThan(900);
});
