// Filters: they work over what is loaded and say so; the rest is fetched in the background. Looking up by id asks the API.
import { accessible, expect, ids, row, rows, statusLine, test } from '../support/journey';
import { type Operation, serve } from '../support/reference-api';

const api = serve({ history: 730, fleet: 60 });
let all: Operation[] = [];
let special = '';

test.beforeAll(async () => {
  [special] = await api.insert({ status: 'failed', operation_type: 'diagnostics', operation_data: { note: 'Kœnigsberg-probe 77' } });
  await api.insert({ count: 30, status: 'scheduled', scheduled_at: '2030-05-10T12:00:00Z', operation_type: 'config_sync' });
  all = await api.all();
});

const loaded = (count: number) => `${count} of ${count} loaded`;

test('counts over a part say that they are, and over all say nothing', async ({ page }) => {
  await page.goto(api.origin);
  const counts = page.getByRole('list', { name: 'Counts of what is loaded' });
  await expect(counts).toContainText('of the 20 loaded');
  await page.getByRole('button', { name: 'Load all' }).click();
  await expect(page.getByText(loaded(all.length))).toBeVisible();
  await expect(counts).not.toContainText('loaded');
  await accessible(page);
});

test('free text looks into everything, operation_data included', async ({ page }) => {
  await page.goto(api.origin);
  await page.getByRole('searchbox', { name: 'Search operations' }).fill('kœnigsberg-probe');
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, special)).toBeVisible();
  await expect(page.getByText(loaded(all.length))).toBeVisible();
  expect(page.url()).toContain('q=k');
  await accessible(page);
});

test('Status and Type narrow to what the API has of them, in its order', async ({ page }) => {
  await page.goto(api.origin);
  await page.getByLabel('Status', { exact: true }).selectOption('failed');
  await page.getByLabel('Type', { exact: true }).selectOption('firmware_update');
  const expected = all.filter((one) => one.status === 'failed' && one.operation_type === 'firmware_update');
  expect(expected.length).toBeGreaterThan(2);
  await expect(statusLine(page)).toHaveText(`1–${Math.min(20, expected.length)} of ${expected.length}`);
  expect(await ids(page)).toEqual(expected.slice(0, 20).map((one) => one.id));

  await page.reload();
  await expect(page.getByLabel('Status', { exact: true })).toHaveValue('failed');
  await expect(page.getByLabel('Type', { exact: true })).toHaveValue('firmware_update');
  await expect(statusLine(page)).toHaveText(`1–${Math.min(20, expected.length)} of ${expected.length}`);

  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(statusLine(page)).toContainText(`of ${all.length}`);
});

test('From and To are days of the zone in force, the last one included', async ({ page }) => {
  await page.goto(api.origin);
  await page.getByLabel('From', { exact: true }).fill('2030-05-10');
  await page.getByLabel('To', { exact: true }).fill('2030-05-10');
  await expect(statusLine(page)).toHaveText('1–20 of 30');
  await page.getByLabel('From', { exact: true }).fill('2030-05-11');
  await page.getByLabel('To', { exact: true }).fill('2030-05-11');
  await expect(page.getByText('No operation matches')).toBeVisible();
  // Noon in UTC is the next day on Kiritimati.
  await page.getByLabel(/one of all times shown/).selectOption('Pacific/Kiritimati');
  await expect(statusLine(page)).toHaveText('1–20 of 30');
});

test('looking up by id asks the API, whatever is loaded', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  const last = all[all.length - 1].id;
  await api.forget();
  await page.getByLabel('Operation id').fill(last);
  await page.getByLabel('Operation id').press('Enter');
  await expect(row(page, last).first()).toBeVisible();
  const asked = await api.asked('GET');
  expect(asked[0].url).toContain(`id=${last}`);
  expect(page.url()).toContain(`id=${last}`);
  expect(asked.filter((one) => one.url.includes('update_status'))).toEqual([]);
  expect(await rows(page).count()).toBe(all.filter((one) => one.id === last).length);
});

test('an id that nobody knows is said to be unknown', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?id=999999`);
  await expect(page.getByText('No operation 999999')).toBeVisible();
  await accessible(page);
});

test('the rest is fetched in the background, with progress and a way to stop', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  // The top of the list comes at once, the pages below it late.
  await api.fail({ match: 'GET', path: 'headless', delay_ms: 1 }, { match: 'GET', path: 'headless', times: 100, delay_ms: 15_000 });
  await page.getByLabel('Status', { exact: true }).selectOption('completed');
  const progress = page.getByRole('progressbar', { name: 'History loaded' });
  await expect(progress).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Stop loading' }).click();
  await expect(progress).toHaveCount(0);
  const notice = page.getByRole('status').filter({ hasText: 'only what is loaded' });
  await expect(notice).toContainText(`of ${all.length} loaded`);
  await accessible(page);
  await api.heal();
  await notice.getByRole('button', { name: 'Load the rest' }).click();
  await expect(page.getByText(loaded(all.length))).toBeVisible();
  await expect(notice).toHaveCount(0);
  const completed = all.filter((one) => one.status === 'completed').length;
  await expect(statusLine(page)).toHaveText(`1–20 of ${completed}`);
});

test('nothing that matches says so, and offers to clear', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?q=no-such-thing-anywhere`);
  await expect(page.getByText('No operation matches')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(rows(page)).toHaveCount(20);
});

test('a heading sorts over everything, one way, the other, and not', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  const heading = page.getByRole('columnheader', { name: 'Type' });
  await heading.getByRole('button').click();
  await expect(heading).toHaveAttribute('aria-sort', 'ascending');
  const types = async () => rows(page).evaluateAll((found) => found.map((one) => one.querySelector('.cell-type')?.textContent));
  await expect.poll(types).toEqual(Array(20).fill('backup_configuration'));
  await heading.getByRole('button').click();
  await expect(heading).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(types).toEqual(Array(20).fill('status_check'));
  expect(page.url()).toContain('sort=-type');
  await heading.getByRole('button').click();
  await expect(heading).not.toHaveAttribute('aria-sort', /./);
  await expect.poll(() => ids(page)).toEqual(all.slice(0, 20).map((one) => one.id));
});
