// The query line: all that is asked as one text, in step with the controls, with what can be typed next and what is wrong.
import type { Page } from '@playwright/test';
import { accessible, expect, statusLine, test } from '../support/journey';
import { type Operation, serve } from '../support/reference-api';

const api = serve({ history: 230, fleet: 40 });
let all: Operation[] = [];

test.beforeAll(async () => {
  all = await api.all();
});

const having = (test: (one: Operation) => boolean) => all.filter(test).length;
const line = (page: Page) => page.getByRole('combobox', { name: 'Query', exact: true });
const choices = (page: Page) => page.getByRole('listbox', { name: 'What can be typed next' });

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Type a query' }).click();
  await expect(line(page)).toBeFocused();
}

test('what is typed is asked, and what is chosen elsewhere is written', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?status=failed`);
  await open(page);
  await expect(line(page)).toHaveValue('status:failed');
  await line(page).pressSequentially(' type:firmware_update');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Type', { exact: true })).toHaveValue('firmware_update');
  const both = having((one) => one.status === 'failed' && one.operation_type === 'firmware_update');
  await expect(statusLine(page)).toContainText(`of ${both}`);
  await page.getByLabel('Status', { exact: true }).selectOption('completed');
  await expect(line(page)).toHaveValue('status:completed type:firmware_update');
  await page.getByRole('searchbox').fill('two words');
  await expect(line(page)).toHaveValue('status:completed type:firmware_update two words');
  await line(page).fill('scheduled:last-7-days sort:-created');
  await expect(page).toHaveURL(/from=@last-7-days&sort=-created/);
  await accessible(page);
});

test('half a value changes nothing until it is complete, or left', async ({ page }) => {
  // An order needs all rows, and so all statuses are known.
  await page.goto(`${api.origin}/#/operations?sort=-created`);
  await expect(page.getByText(`${all.length} of ${all.length} loaded`)).toBeVisible({ timeout: 20_000 });
  await open(page);
  await line(page).fill('');
  await line(page).pressSequentially('status:fai');
  await expect(choices(page).getByRole('option').first()).toContainText('failed');
  await expect(page.getByLabel('Status', { exact: true })).toHaveValue('');
  await expect(statusLine(page)).toContainText(`of ${all.length}`);
  await line(page).pressSequentially('led');
  await expect(page).toHaveURL(/status=failed/);
  await line(page).fill('status:comp');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/status=comp$/);
});

test('what can be typed next is taken by keys', async ({ page }) => {
  await page.goto(api.origin);
  await open(page);
  await line(page).pressSequentially('sta');
  await expect(choices(page).getByRole('option').first()).toContainText('status');
  await expect(line(page)).toHaveAttribute('aria-expanded', 'true');
  await accessible(page);
  await page.keyboard.press('ArrowDown');
  await expect(choices(page).getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await expect(line(page)).toHaveAttribute('aria-activedescendant', 'query-choice-0');
  await page.keyboard.press('Enter');
  await expect(line(page)).toHaveValue('status:');
  await page.keyboard.type('fai');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(line(page)).toHaveValue('status:failed');
  await expect(line(page)).toBeFocused();
  await expect(page).toHaveURL(/status=failed/);
  await page.keyboard.type(' ');
  await expect(choices(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(choices(page)).toBeHidden();
  await expect(line(page)).toHaveAttribute('aria-expanded', 'false');
});

test('what cannot be read is said with its place, kept in the address, and put right by a press', async ({ page }) => {
  await page.goto(api.origin);
  await open(page);
  await line(page).fill('stauts:failed router');
  const problem = page.getByRole('listitem').filter({ hasText: 'There is no field "stauts"' });
  await expect(problem).toBeVisible();
  await expect(page).toHaveURL(/unread=stauts/);
  await accessible(page);
  await page.reload();
  await expect(line(page)).toHaveValue('router stauts:failed');
  await problem.getByRole('button', { name: /^Write status:/ }).click();
  await expect(problem).toHaveCount(0);
  await expect(page).toHaveURL(/status=failed/);
  expect(page.url()).not.toContain('unread');
});

test('a query in the search box is offered to be read as one', async ({ page }) => {
  await page.goto(`${api.origin}/#/operations?type=config_sync`);
  await page.getByRole('searchbox').fill('status:failed');
  await page.getByRole('button', { name: 'Read this as a query' }).click();
  await expect(line(page)).toBeFocused();
  await expect(page).toHaveURL(/status=failed&type=config_sync/);
  await expect(page.getByRole('searchbox')).toHaveValue('');
  const both = having((one) => one.status === 'failed' && one.operation_type === 'config_sync');
  await expect(statusLine(page)).toContainText(`of ${both}`);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the line has the width of the page, and nothing scrolls sideways', async ({ page }) => {
    await page.goto(`${api.origin}/#/operations?unread=stauts:failed`);
    await expect(line(page)).toBeVisible();
    await accessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
});
