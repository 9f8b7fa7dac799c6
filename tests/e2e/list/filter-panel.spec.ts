// The panel with all filters: several values at once, counts beside them, periods by name, and the days on which it was.
import type { Page } from '@playwright/test';
import { accessible, expect, row, rows, statusLine, test } from '../support/journey';
import { type Operation, serve } from '../support/reference-api';

const api = serve({ history: 230, fleet: 40 });
let all: Operation[] = [];

test.beforeAll(async () => {
  await api.insert({ count: 12, status: 'failed', scheduled_at: '2030-05-10T12:00:00Z', operation_type: 'config_sync' });
  await api.insert({ count: 3, status: 'completed', scheduled_at: '2030-05-12T12:00:00Z', operation_type: 'config_sync' });
  all = await api.all();
});

const opener = (page: Page) => page.getByRole('button', { name: /^Filters/ });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Filters' });
const having = (test: (one: Operation) => boolean) => all.filter(test).length;

async function open(page: Page): Promise<void> {
  await opener(page).click();
  await expect(panel(page).getByRole('group', { name: 'Status' })).toBeVisible();
}

test('several statuses and types at once, each with its count, all in the address', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?type=config_sync`);
  await expect(statusLine(page)).toContainText(`of ${having((one) => one.operation_type === 'config_sync')}`);
  await open(page);
  const failed = having((one) => one.operation_type === 'config_sync' && one.status === 'failed');
  const completed = having((one) => one.operation_type === 'config_sync' && one.status === 'completed');
  await expect(panel(page).getByRole('checkbox', { name: `Failed ${failed}` })).toBeVisible();
  await panel(page).getByRole('checkbox', { name: /^Failed/ }).check();
  await panel(page).getByRole('checkbox', { name: /^Completed/ }).check();
  expect(page.url()).toContain('status=failed,completed');
  // A count leaves its own filter aside.
  await expect(panel(page).getByRole('checkbox', { name: `Completed ${completed}` })).toBeChecked();
  await expect(opener(page)).toHaveAccessibleName(/^Filters ?, 2 set$/);
  await accessible(page);
  await panel(page).getByRole('button', { name: `Show ${failed + completed} operations` }).click();
  await expect(panel(page)).toBeHidden();
  await expect(opener(page)).toBeFocused();
  await expect(statusLine(page)).toContainText(`of ${failed + completed}`);
  await page.goBack();
  await expect(statusLine(page)).toContainText(`of ${failed}`);
});

test('a device by a pattern is shown in the strip, and can be taken away there', async ({ page }) => {
  await page.goto(api.origin);
  await open(page);
  await panel(page).getByLabel('Device', { exact: true }).fill('dev-00*');
  await page.keyboard.press('Enter');
  const expected = having((one) => /^dev-00/i.test(String(one.device_id)));
  expect(expected).toBeGreaterThan(1);
  await expect(statusLine(page)).toContainText(`of ${expected}`);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await page.getByRole('button', { name: /^Remove filter ?Device: ?dev-00\*$/ }).click();
  await expect(statusLine(page)).toContainText(`of ${all.length}`);
});

test('a period by name stands in the address by its name; days take its place', async ({ page }) => {
  await page.goto(api.origin);
  await open(page);
  const week = panel(page).getByRole('button', { name: 'Last 7 days' });
  await week.click();
  await expect(week).toHaveAttribute('aria-pressed', 'true');
  expect(page.url()).toContain('from=@last-7-days');
  await expect(panel(page).getByText(/^From .* until .*, Europe\/Berlin$/)).toBeVisible();
  await panel(page).getByLabel('First day').fill('2030-05-10');
  await panel(page).getByLabel('Last day').fill('2030-05-11');
  await expect(week).toHaveAttribute('aria-pressed', 'false');
  expect(page.url()).not.toContain('last-7-days');
  await expect(statusLine(page)).toHaveText('1–12 of 12');
  await page.reload();
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('2030-05-10');
  await expect(statusLine(page)).toHaveText('1–12 of 12');
});

test('a period that ends before it begins is said to', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?from=2030-05-11&to=2030-05-10`);
  await expect(page.getByText('No operation matches')).toBeVisible();
  await expect(page.getByText('The period ends before it begins.')).toBeVisible();
  await open(page);
  await expect(panel(page).getByText('The period ends before it begins.')).toBeVisible();
});

test('days are chosen on the bars, by keys and by pointer', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?from=2030-05-01&type=config_sync`);
  await expect(statusLine(page)).toHaveText('1–15 of 15');
  await open(page);
  const bars = panel(page).getByRole('listbox', { name: /^Operations by/ });
  await expect(bars).toBeVisible();
  await expect(bars.getByRole('option', { selected: true }).last()).toBeVisible();
  await bars.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
  await expect(bars.getByRole('option', { selected: true })).toHaveCount(2);
  await accessible(page);
  const box = (await bars.boundingBox())!;
  await page.mouse.move(box.x + 3, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 3, box.y + 40, { steps: 4 });
  await page.mouse.up();
  const count = await bars.getByRole('option').count();
  await expect(bars.getByRole('option', { selected: true })).toHaveCount(count);
});

test('a filter that is set moves neither the bar nor the table', async ({ page }) => {
  for (const width of [1440, 1280, 1024]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${api.origin}/#/operations`);
    await expect(rows(page)).toHaveCount(20);
    const top = async () => (await page.getByRole('table', { name: 'Operations' }).boundingBox())!.y;
    const before = await top();
    await page.getByLabel('Status', { exact: true }).selectOption('failed');
    await expect(page.getByRole('button', { name: 'Clear filters' }).first()).toBeVisible();
    await expect(statusLine(page)).toContainText(`of ${having((one) => one.status === 'failed')}`);
    expect(await top(), `${width}`).toBe(before);
    expect((await page.locator('search').boundingBox())!.height, `${width}`).toBeLessThan(60);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('one button leads to every filter, at the bottom of the page', async ({ page }) => {
    await page.goto(api.origin);
    await expect(rows(page)).toHaveCount(20);
    await expect(page.getByLabel('Status', { exact: true })).toBeHidden();
    await expect(page.getByLabel('Operation id')).toBeHidden();
    await open(page);
    await accessible(page);
    const box = (await panel(page).boundingBox())!;
    expect(Math.round(box.y + box.height)).toBe(844);
    expect(Math.round(box.width)).toBe(390);
    await panel(page).getByRole('checkbox', { name: /^Failed/ }).check();
    const id = all[all.length - 1].id;
    await panel(page).getByLabel('Id of one operation').fill(id);
    await panel(page).getByRole('button', { name: /^Clear all/ }).click();
    await panel(page).getByLabel('Id of one operation').fill(id);
    await page.keyboard.press('Enter');
    await panel(page).getByRole('button', { name: /^Show/ }).click();
    await expect(row(page, id).first()).toBeVisible();
    await expect(opener(page)).toHaveAccessibleName(/^Filters ?, 1 set$/);
  });
});
