// The report: figures that agree with the list and the API, files that are exact, a print that says what it covers.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { accessible, expect, failed, statusLine, test } from '../support/journey';
import { type Operation, serve } from '../support/reference-api';

const api = serve({ history: 640, fleet: 30 });

test.beforeEach(() => Promise.all([api.heal(), api.forget()]).then(() => undefined));

const table = (page: Page, name: string) => page.getByRole('table', { name });
const fact = (page: Page, name: string) => page.locator('dl > div', { has: page.getByText(name, { exact: true }) }).getByRole('definition');
const grouped = (number: number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',');

async function opened(page: Page, search = ''): Promise<void> {
  await page.goto(`${api.origin}/#/report${search}`);
  await expect(table(page, 'By status')).toBeVisible({ timeout: 20_000 });
}

async function saved(page: Page, button: string): Promise<{ bytes: Buffer; name: string }> {
  const [download] = await Promise.all([page.waitForEvent('download') as Promise<Download>, page.getByRole('button', { name: button }).click()]);
  return { bytes: readFileSync(await download.path()), name: download.suggestedFilename() };
}

/** RFC 4180, written here from the standard alone. */
function parsed(text: string): string[][] {
  const records: string[][] = [];
  let [record, cell, quoted]: [string[], string, boolean] = [[], '', false];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[(at += 1)];
      else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ',') [record, cell] = [[...record, cell], ''];
    else if (letter === '\r' && text[at + 1] === '\n') {
      records.push([...record, cell]);
      [record, cell] = [[], ''];
      at += 1;
    } else cell += letter;
  }
  expect([record, cell], 'the file ends with a line break').toEqual([[], '']);
  return records;
}

test('the figures are those of the API, and of the list', async ({ page }) => {
  const all = await api.all();
  await opened(page);
  const by = (status: string) => all.filter((one) => one.status === status).length;
  await expect(fact(page, 'Operations')).toHaveText(grouped(all.length));
  await expect(fact(page, 'Coverage')).toHaveText(new RegExp(`^${all.length} of ${all.length} loaded at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$`));
  await expect(fact(page, 'Devices')).toHaveText(grouped(new Set(all.map((one) => one.device_id)).size));
  const ended = by('completed') + by('failed');
  const tenths = Math.floor((by('completed') * 1000) / ended);
  await expect(fact(page, 'Success rate')).toContainText(`${Math.floor(tenths / 10)}.${tenths % 10}`);
  await expect(table(page, 'By status').getByRole('row', { name: /Failed/ })).toContainText(grouped(by('failed')));
  for (const kind of new Set(all.map((one) => one.operation_type))) {
    const count = all.filter((one) => one.operation_type === kind).length;
    const cells = table(page, 'By type').getByRole('row', { name: new RegExp(`^${kind} `) }).getByRole('cell');
    await expect(cells.nth(1)).toHaveText(grouped(count));
  }
  const days = page.getByRole('group').filter({ hasText: 'As a table' });
  await days.getByText('As a table').click();
  const counts = await days.locator('tbody tr td:nth-child(2)').allInnerTexts();
  expect(counts.reduce((sum, text) => sum + Number(text.replace(/\D/g, '')), 0)).toBe(all.filter((one) => one.scheduled_at).length);
  await accessible(page);
});

test('filters of the list go along, in the address and in words', async ({ page }) => {
  const wanted = (await api.all()).filter((one) => one.status === 'failed' && one.operation_type === 'firmware_update').length;
  expect(wanted).toBeGreaterThan(0);
  await page.goto(`${api.origin}/#/operations?status=failed&type=firmware_update&page=2`);
  await expect(page.getByText(`${wanted} match of`)).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page).toHaveURL(/#\/report\?status=failed&type=firmware_update$/);
  await expect(page).toHaveTitle(/^Report/);
  await expect(fact(page, 'Operations')).toHaveText(String(wanted));
  await expect(fact(page, 'Filter')).toContainText('Status failed; type firmware_update');
  await page.getByRole('link', { name: 'Edit filter' }).click();
  await expect(statusLine(page)).toContainText(`of ${wanted}`);
});

test('firmware: the first and the latest version of each device, and the operations that brought them', async ({ page }) => {
  const updates = (await api.all()).filter((one) => one.operation_type === 'firmware_update' && one.status === 'completed');
  const last = (one: Operation) => String((one as unknown as Record<string, string>).completed_at);
  const device = updates[0].device_id;
  const own = updates.filter((one) => one.device_id === device).sort((a, b) => last(a).localeCompare(last(b)));
  await opened(page);
  const found = table(page, 'Firmware by device').getByRole('row').filter({ hasText: device });
  await expect(found.getByRole('cell').nth(0)).toHaveText(String(own[0].operation_data.firmware_version));
  await expect(found.getByRole('cell').nth(3)).toHaveText(String(own[own.length - 1].operation_data.firmware_version));
  await expect(found.getByRole('cell').last()).toHaveText(String(own.length));
  await found.getByRole('link').last().click();
  await expect(page.getByRole('complementary')).toContainText(own[own.length - 1].id);
});

test('failed operations by reason', async ({ page }) => {
  await api.insert({ count: 3, status: 'failed', operation_data: { failure_reason: 'no \u202eroute' } });
  const failed = (await api.all()).filter((one) => one.status === 'failed').length;
  await opened(page);
  const reasons = table(page, 'Failed, by reason');
  await expect(reasons.getByRole('row', { name: /^no ⟨U\+202E⟩route/ }).getByRole('cell').nth(1)).toHaveText('3');
  const counts = await reasons.locator('tbody td:nth-of-type(2)').allInnerTexts();
  expect(counts.reduce((sum, text) => sum + Number(text.replace(/\D/g, '')), 0)).toBe(failed);
});

test('the CSV is exact and guarded, and its SHA-256 is shown', async ({ page }) => {
  const [hostile] = await api.insert({ count: 1, status: 'completed', operation_type: '=HYPERLINK("x",1)' });
  const all = await api.all();
  await opened(page);
  const { bytes, name } = await saved(page, 'Export CSV');
  expect(name).toMatch(/^operations-\d{8}T\d{6}Z\.csv$/);
  const [header, ...records] = parsed(bytes.toString('utf8'));
  expect(header.slice(0, 6)).toEqual(['id', 'operation_type', 'device_id', 'device_name', 'device_serial', 'status']);
  const at = (column: string) => header.indexOf(column);
  expect(records.length).toBe(all.length);
  for (const [index, one] of all.entries()) {
    const record = records[index];
    expect([record[at('id')], record[at('device_id')], record[at('status')], record[at('scheduled_at')]]).toEqual([one.id, one.device_id, one.status, one.scheduled_at ?? '']);
    expect(JSON.parse(record[at('operation_data')].replace(/^'(?=[=+\-@])/, ''))).toEqual(one.operation_data);
  }
  expect(records.flat().filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
  expect(records.find((record) => record[at('id')] === hostile)?.[at('operation_type')]).toBe('\'=HYPERLINK("x",1)');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await expect(page.getByRole('list', { name: 'Files of this report' })).toContainText(sha256);
  await expect(fact(page, 'SHA-256 of the CSV')).toContainText(sha256);
});

test('JSON lines have an object for each row', async ({ page }) => {
  const wanted = (await api.all()).filter((one) => one.status === 'failed');
  await opened(page, '?status=failed');
  const { bytes } = await saved(page, 'Export JSON lines');
  const lines = bytes.toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
  expect(lines.map((line) => line.id)).toEqual(wanted.map((one) => one.id));
  expect(lines.map((line) => line.operation_data)).toEqual(wanted.map((one) => one.operation_data));
  await accessible(page);
});

test('cancel stops a file: nothing is saved, and it can be written again', async ({ page }) => {
  let downloads = 0;
  page.on('download', () => (downloads += 1));
  // A clock that leaps makes each slice as short as can be.
  await page.addInitScript(() => {
    let leap = 0;
    const now = Date.now.bind(Date);
    Date.now = () => now() + ((window as unknown as { slow?: boolean }).slow ? (leap += 50) : leap);
    const later = window.setTimeout.bind(window);
    window.setTimeout = ((run: () => void, ms?: number) => later(run, (window as unknown as { slow?: boolean }).slow && !ms ? 1_500 : ms)) as typeof window.setTimeout;
  });
  await opened(page);
  const slow = (on: boolean) => page.evaluate((now) => ((window as unknown as { slow: boolean }).slow = now), on);
  await slow(true);
  await page.getByRole('button', { name: 'Export CSV' }).click();
  await expect(page.getByText(/^Writing the CSV: /)).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Rows written' })).not.toHaveAttribute('aria-valuenow', '0');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. Nothing was saved.')).toBeVisible();
  await expect(page.getByText(/^Writing the CSV: /)).toHaveCount(0);
  await slow(false);
  await page.waitForTimeout(1_800);
  expect(downloads).toBe(0);
  await saved(page, 'Export CSV');
});

test('a print has the rows, the coverage and the checksum', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => void ((window as unknown as { printed: number }).printed = 1);
  });
  const wanted = (await api.all()).filter((one) => one.status === 'failed');
  await opened(page, '?status=failed');
  await page.getByRole('button', { name: 'Print' }).click();
  await page.waitForFunction(() => (window as unknown as { printed?: number }).printed === 1);
  await expect(fact(page, 'SHA-256 of the CSV')).toContainText(/[0-9a-f]{64}/);
  const said = await fact(page, 'SHA-256 of the CSV').innerText();
  await page.emulateMedia({ media: 'print' });
  const rows = table(page, 'Rows').locator('tbody tr');
  await expect(rows).toHaveCount(wanted.length);
  await expect(rows.first()).toContainText(wanted[0].id);
  await expect(page.getByText(`All ${wanted.length} rows.`)).toBeVisible();
  await expect(page.getByText(/^Headless Ops: operations as of \d{4}-/)).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  for (const name of ['Period', 'Zone', 'Coverage', 'Unreadable rows']) await expect(fact(page, name)).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(rows).toHaveCount(0);
  // The sum in the print is that of the file.
  const { bytes } = await saved(page, 'Export CSV');
  expect(said).toContain(createHash('sha256').update(bytes).digest('hex'));
});

test('its days are in its header, and a change of them computes it again', async ({ page }) => {
  await opened(page, '?tz=UTC');
  const header = page.locator('header').filter({ has: page.getByRole('heading', { name: 'Report' }) });
  await expect(header.getByRole('button', { name: 'Export CSV' })).toBeVisible();
  const day = String((await api.all()).find((one) => one.scheduled_at)?.scheduled_at).slice(0, 10);
  const wanted = (await api.all()).filter((one) => one.scheduled_at?.startsWith(day)).length;
  await page.getByLabel('First day').fill(day);
  await expect(page).toHaveURL(new RegExp(`from=${day}`));
  await page.getByLabel('Last day').fill(day);
  await expect(fact(page, 'Operations')).toHaveText(grouped(wanted));
  await accessible(page);
});

test('what is not loaded is said to be missing', async ({ page }) => {
  await api.fail({ match: 'GET', path: 'headless', delay_ms: 700, times: 40 });
  await page.goto(`${api.origin}/#/report`);
  await page.getByRole('button', { name: 'Stop loading' }).click();
  await expect(page.getByText('This report covers only a part of the history')).toBeVisible();
  await expect(fact(page, 'Coverage')).toContainText('loaded: only a part');
  await accessible(page);
  await api.heal();
  await page.getByRole('button', { name: 'Load the rest' }).click();
  const count = (await api.list('limit=1')).count;
  await expect(fact(page, 'Coverage')).toContainText(`${count} of ${count} loaded at`, { timeout: 20_000 });
  await expect(fact(page, 'Operations')).toHaveText(String(count));
  await expect(page.getByText('only a part')).toHaveCount(0);
});

test('figures stand still while operations change, and say so', async ({ page }) => {
  await opened(page);
  const before = await fact(page, 'Operations').innerText();
  await api.insert({ count: 3, status: 'failed' });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(fact(page, 'Operations')).toHaveText(String(Number(before) + 3), { timeout: 20_000 });
});

test('nothing matches: said, with the way back', async ({ page }) => {
  await page.goto(`${api.origin}/#/report?q=nothing-of-that-kind&id=1`);
  await expect(page.getByText('No operation matches')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('A part of this address is not understood')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
  await accessible(page);
});

test.describe('the API does not answer', () => {
  test.use({ expectedErrors: failed('500') });
  test('that is said, and "Try again" goes on', async ({ page }) => {
    await api.fail({ match: 'GET', path: 'headless', status: 500, times: 1 });
    await page.goto(`${api.origin}/#/report`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(table(page, 'By status')).toBeVisible({ timeout: 20_000 });
  });
});
