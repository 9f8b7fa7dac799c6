// The list: what a row shows, pages, and the address that holds all of it.
import { accessible, expect, ids, row, rows, statusLine, test } from '../support/journey';
import { serve } from '../support/reference-api';

const api = serve({ history: 45 });
let running = '';
let odd = '';

test.beforeAll(async () => {
  [running] = await api.insert({ status: 'in_progress', progress: 65, operation_type: 'firmware_update', device_id: 'DEV-003' });
  [odd] = await api.insert({ status: 'being_considered', operation_type: 'get', device_id: 'DEV-004', progress: 0 });
});

test('a time more than a day away is a date', async ({ page }) => {
  const DAY = 86_400_000;
  const listed = (await api.list('limit=20')).results;
  const age = (one: { scheduled_at: string }) => Math.abs(Date.now() - Date.parse(one.scheduled_at));
  const at = listed.findIndex((one) => age(one) > 2 * DAY && age(one) < 100 * DAY);
  expect(at).toBeGreaterThanOrEqual(0);
  const date = new Date(listed[at].scheduled_at).toLocaleString('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  await page.goto(`${api.origin}/#/operations?tz=UTC`);
  await expect(rows(page).nth(at)).toContainText(date);
});

test('each row says what the API says', async ({ page }) => {
  await page.goto(api.origin);
  const table = page.getByRole('table', { name: 'Operations' });
  await expect(table).toBeVisible();
  for (const heading of ['Id', 'Type', 'Device', 'Status', 'Progress', 'Scheduled', 'Started', 'Completed', 'Updated']) {
    await expect(table.getByRole('columnheader', { name: heading })).toBeVisible();
  }
  const listed = await api.list('limit=20');
  expect(await ids(page)).toEqual(listed.results.map((one) => one.id));
  for (const one of listed.results.slice(0, 5)) {
    const shown = rows(page).nth(listed.results.indexOf(one));
    await expect(shown).toContainText(one.operation_type);
    for (const text of [one.device_name, one.device_id, one.device_serial]) await expect(shown).toContainText(text);
    await expect(shown.getByRole('progressbar')).toHaveAttribute('aria-valuenow', String(Math.floor(one.progress_percentage)));
  }
});

test('a status is a drawing and a word, known or not', async ({ page }) => {
  await page.goto(api.origin);
  await expect(row(page, running)).toContainText('In progress');
  await expect(row(page, running).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '65');
  await expect(row(page, odd)).toContainText('being_considered');
  const status = 4;
  for (const id of [running, odd]) await expect(row(page, id).getByRole('cell').nth(status).locator('svg').first()).toBeVisible();
});

test('pages follow each other without a gap, and the last one ends', async ({ page }) => {
  await page.goto(api.origin);
  const pages = page.getByRole('navigation', { name: 'Pagination' });
  await expect(statusLine(page)).toHaveText('1–20 of 47');
  const seen = await ids(page);
  await pages.getByRole('button', { name: 'Next page' }).click();
  await expect(statusLine(page)).toHaveText('21–40 of 47');
  seen.push(...(await ids(page)));
  await pages.getByRole('button', { name: 'Next page' }).click();
  await expect(statusLine(page)).toHaveText('41–47 of 47');
  seen.push(...(await ids(page)));
  expect(seen).toEqual((await api.all()).map((one) => one.id));
  await expect(pages.getByRole('button', { name: 'Next page' })).toHaveAttribute('aria-disabled', 'true');
  await pages.getByRole('button', { name: 'Previous page' }).click();
  await expect(statusLine(page)).toHaveText('21–40 of 47');
});

test('rows per page is a choice of 20, 50 and 100, or all in one list', async ({ page }) => {
  await page.goto(api.origin);
  const choice = page.getByLabel('Rows per page');
  await expect(choice).toHaveValue('20');
  expect(await choice.locator('option').allInnerTexts()).toEqual(['20', '50', '100', 'All']);
  await choice.selectOption('50');
  await expect(statusLine(page)).toHaveText('1–47 of 47');
  await expect(rows(page)).toHaveCount(47);
});

test('the address holds page, size and zone: back, reload and a shared link give the same view', async ({ page, context }) => {
  await page.goto(api.origin);
  await expect(statusLine(page)).toHaveText('1–20 of 47');
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(statusLine(page)).toHaveText('21–40 of 47');
  const second = await ids(page);
  await page.getByLabel(/one of all times shown/).selectOption('Asia/Tokyo');
  const shared = page.url();

  await page.reload();
  await expect(statusLine(page)).toHaveText('21–40 of 47');
  expect(await ids(page)).toEqual(second);
  await expect(page.getByLabel(/one of all times shown/)).toHaveValue('Asia/Tokyo');

  const other = await context.newPage();
  await other.goto(shared);
  await expect(statusLine(other)).toHaveText('21–40 of 47');
  await expect(other.getByLabel(/one of all times shown/)).toHaveValue('Asia/Tokyo');
  await other.close();

  await page.goBack();
  await expect(page.getByLabel(/one of all times shown/)).toHaveValue('Europe/Berlin');
  await page.goBack();
  await expect(statusLine(page)).toHaveText('1–20 of 47');
  await page.goForward();
  await expect(statusLine(page)).toHaveText('21–40 of 47');
});

test('the zone chosen last is in the address of a new tab, until the usual one is chosen again', async ({ page, context }) => {
  await page.goto(api.origin);
  const zone = (tab: typeof page) => tab.getByLabel(/one of all times shown/);
  await zone(page).selectOption('Asia/Tokyo');
  const other = await context.newPage();
  await other.goto(api.origin);
  await expect(zone(other)).toHaveValue('Asia/Tokyo');
  await expect(other).toHaveURL(/tz=Asia/);
  await zone(other).selectOption('Europe/Berlin');
  await expect(other).not.toHaveURL(/tz=/);
  await other.reload();
  await expect(zone(other)).toHaveValue('Europe/Berlin');
  await other.close();
});

test('parameters that are not understood are shown, not dropped', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?page=zwei&per=7&colour=red`);
  const notice = page.getByRole('status').filter({ hasText: 'not understood' });
  for (const part of ['page=zwei', 'per=7', 'colour=red']) await expect(notice).toContainText(part);
  await expect(statusLine(page)).toHaveText('1–20 of 47');
  await accessible(page);
  await notice.getByRole('button', { name: 'Remove it' }).click();
  await expect(notice).toHaveCount(0);
  expect(page.url()).not.toContain('colour');
});

test('a page past the end says so, and leads back', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?page=99`);
  await expect(page.getByText('This page is past the end')).toBeVisible();
  await page.getByRole('button', { name: 'To the first page' }).click();
  await expect(statusLine(page)).toHaveText('1–20 of 47');
});

test('an address that means nothing says so', async ({ page }) => {
  await page.goto(`${api.origin}/#/nowhere`);
  await expect(page.getByText('There is nothing at this address')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'To the operations' }).click();
  await expect(rows(page)).toHaveCount(20);
});

test('everybody can use the list', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  await accessible(page);
  await page.getByRole('button', { name: 'Keys' }).click();
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await accessible(page);
});
