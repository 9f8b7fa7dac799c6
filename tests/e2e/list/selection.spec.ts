// Picking rows: by pointer, by keys, in ranges, all that match; frozen until it is cleared, and what can be done with it.
import type { Page } from '@playwright/test';
import { accessible, expect, ids, row, rows, statusLine, test } from '../support/journey';
import { type Operation, serve } from '../support/reference-api';

const api = serve({ history: 130, fleet: 30 });
let all: Operation[] = [];

test.beforeAll(async () => {
  await api.insert({ count: 30, status: 'failed', scheduled_at: '2030-05-10T12:00:00Z', operation_type: 'config_sync' });
  all = await api.all();
});

const bar = (page: Page) => page.getByRole('region', { name: 'Selection' });
const said = (page: Page) => bar(page).getByRole('status').first();
const box = (page: Page, at: number) => rows(page).nth(at).getByRole('checkbox');
const failed = () => all.filter((one) => one.status === 'failed').length;

test('rows by pointer and in ranges; pages, order and a refresh leave them alone', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  const table = page.getByRole('table', { name: 'Operations' });
  const top = (await table.boundingBox())!.y;
  await expect(bar(page)).toHaveCount(0);
  await box(page, 2).check();
  await expect(said(page)).toHaveText('1 selected');
  await box(page, 6).click({ modifiers: ['Shift'] });
  await expect(said(page)).toHaveText('5 selected');
  await expect(rows(page).getByRole('checkbox', { checked: true })).toHaveCount(5);
  expect((await table.boundingBox())!.y, 'nothing moves for it').toBe(top);
  // A press beside the box is meant for it, and opens nothing.
  await rows(page).nth(10).getByRole('cell').first().click({ position: { x: 4, y: 6 } });
  await expect(said(page)).toHaveText('6 selected');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  const picked = (await ids(page))[4];
  await accessible(page);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(statusLine(page)).toContainText('21–40');
  await expect(rows(page).getByRole('checkbox', { checked: true })).toHaveCount(0);
  await expect(said(page)).toHaveText('6 selected');
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await page.getByRole('button', { name: 'Previous page' }).click();
  await expect(row(page, picked).getByRole('checkbox').first()).toBeChecked();
  await page.getByRole('button', { name: 'Device', exact: true }).click();
  await expect(page).toHaveURL(/sort=device/);
  await expect(said(page)).toHaveText('6 selected');
  await bar(page).getByRole('button', { name: 'Clear selection' }).click();
  await expect(bar(page)).toHaveCount(0);
  await expect(rows(page).getByRole('checkbox', { checked: true })).toHaveCount(0);
});

test('by keys: x, Shift x, and Escape lets go', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(box(page, 0)).toBeChecked();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(said(page)).toHaveText('5 selected');
  await page.keyboard.press('x');
  await expect(said(page)).toHaveText('4 selected');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
  await expect(rows(page).nth(4).getByRole('link'), 'the focus stays in its row').toBeFocused();
});

test('all that match are frozen: what arrives is not among them, another filter says how many still match', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?status=failed`);
  const count = failed();
  await expect(statusLine(page)).toContainText(`of ${count}`);
  const these = page.getByRole('checkbox', { name: 'Select these rows' });
  await these.check();
  await expect(said(page)).toHaveText('20 selected');
  await box(page, 0).uncheck();
  await expect(these).toHaveJSProperty('indeterminate', true);
  await bar(page).getByRole('button', { name: `Select all ${count} that match` }).click();
  await expect(said(page)).toHaveText(`${count} selected`);
  await expect(these).toBeChecked();
  await expect(bar(page).getByRole('button', { name: /^Select all/ })).toHaveCount(0);
  await api.insert({ count: 3, status: 'failed', scheduled_at: '2030-05-11T12:00:00Z', operation_type: 'config_sync' });
  all = await api.all();
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(statusLine(page)).toContainText(`of ${count + 3}`);
  await expect(said(page)).toHaveText(`${count} selected`);
  await expect(bar(page).getByRole('button', { name: `Select all ${count + 3} that match` })).toBeVisible();
  await page.getByLabel('Type', { exact: true }).selectOption('config_sync');
  await expect(said(page)).toContainText(`${count} selected, `);
  await expect(said(page)).toContainText('of them match');
  await expect(said(page)).not.toContainText(`, ${count} of them`);
});

test('in the list that scrolls, and beyond what is drawn', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?per=all&status=failed`);
  await expect(statusLine(page)).toContainText(`of ${failed()}`);
  await box(page, 1).check();
  await page.getByRole('region', { name: 'Table of operations' }).evaluate((box) => box.scrollTo(0, box.scrollHeight));
  const last = rows(page).last();
  await expect(last).toHaveAttribute('aria-rowindex', String(failed() + 1));
  await last.getByRole('checkbox').click({ modifiers: ['Shift'] });
  await expect(said(page)).toHaveText(`${failed() - 1} selected`);
  // The bar covers no row that one can't scroll out from under it.
  await page.getByRole('region', { name: 'Table of operations' }).evaluate((box) => box.scrollTo(0, box.scrollHeight));
  const end = (await last.boundingBox())!;
  expect(end.y + end.height).toBeLessThanOrEqual((await bar(page).boundingBox())!.y);
});

test('copied as CSV, guarded, and by ids; and handed to the form', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${api.origin}/#/operations?status=failed&type=config_sync&tz=Europe/Berlin`);
  await expect(rows(page)).toHaveCount(20);
  for (const at of [3, 1]) await box(page, at).check();
  const [, first, , second] = await ids(page);
  await bar(page).getByRole('button', { name: 'Copy as CSV' }).click();
  await expect(bar(page).getByText('Copied').first()).toBeVisible();
  const csv = (await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/);
  expect(csv[0]).toContain('id,operation_type,device_id,device_name,device_serial,status,');
  expect(csv.slice(1, 3).map((line) => line.split(',')[0])).toEqual([first, second]);
  await bar(page).getByRole('button', { name: 'Copy ids' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`${first}\n${second}`);
  const devices = new Set(all.filter((one) => [first, second].includes(one.id)).map((one) => one.device_id));
  await bar(page).getByRole('button', { name: /^Schedule for \d device/ }).click();
  const form = page.getByRole('form', { name: 'Schedule operation' });
  await expect(form).toBeVisible();
  for (const device of devices) await expect(form.getByRole('button', { name: `Remove ${device}` })).toBeVisible();
  await expect(page.getByText(/^Filled with/)).toBeVisible();
  // A reload keeps what was made of them.
  const [gone] = devices;
  await form.getByRole('button', { name: `Remove ${gone}` }).click();
  await page.reload();
  await expect(form).toBeVisible();
  await expect(form.getByRole('button', { name: `Remove ${gone}` })).toHaveCount(0);
});

test('failed operations of one type are retried with what they have in common', async ({ page }) => {
  const made = [
    ...(await api.insert({ status: 'failed', operation_type: 'firmware_update', device_id: 'DEV-003', operation_data: { firmware_version: '2.5.0', create_backup: true, failure_reason: 'a' } })),
    ...(await api.insert({ status: 'failed', operation_type: 'firmware_update', device_id: 'DEV-004', operation_data: { firmware_version: '2.5.1', create_backup: true, failure_reason: 'b' } })),
  ];
  await page.goto(`${api.origin}/#/operations?status=failed&type=firmware_update`);
  for (const id of made) await row(page, id).getByRole('checkbox').check();
  await bar(page).getByRole('button', { name: 'Retry 2 failed: Firmware update' }).click();
  const form = page.getByRole('form', { name: 'Schedule operation' });
  await expect(page.getByText('Filled to retry 2 failed operations')).toBeVisible();
  await expect(page.getByText('These settings differ between the operations and are left out: firmware_version.')).toBeVisible();
  await expect(form.getByLabel('Operation type')).toHaveValue('firmware_update');
  for (const device of ['DEV-003', 'DEV-004']) await expect(form.getByRole('button', { name: `Remove ${device}` })).toBeVisible();
  await expect(form.getByLabel('Firmware version')).toHaveValue('');
  await expect(form.getByLabel('operation_data JSON')).toHaveValue(/^\{\s*"create_backup": true\s*\}$/);
  await expect(form.getByRole('region', { name: 'Not sent again' })).toContainText('failure_reason');
  await accessible(page);
});

test('another connection begins without', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  await box(page, 0).check();
  await expect(bar(page)).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
});
