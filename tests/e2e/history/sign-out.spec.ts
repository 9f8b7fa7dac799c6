// Signing out in one tab signs out the others that use the same API, and nothing is kept afterwards.
import type { Page } from '@playwright/test';
import { expect, row, rows, setHidden, test } from '../support/journey';
import { ALL_LOADED, inDatabase, keepAll } from '../support/kept-history';
import { serve, TOKEN } from '../support/reference-api';

const api = serve({ history: 300, fleet: 30, config: { apiBaseUrl: '/api/v1' } });

test.use({ keepsToken: true });

async function connect(page: Page): Promise<void> {
  await page.goto(api.origin);
  await page.getByLabel('API token').fill(TOKEN);
  await page.getByRole('checkbox', { name: /tab/ }).check();
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(rows(page)).toHaveCount(20);
}

/** A copy of the tab, with its session storage. */
async function copy(page: Page): Promise<Page> {
  const [copied] = await Promise.all([page.context().waitForEvent('page'), page.evaluate(() => void window.open(location.href))]);
  await expect(rows(copied)).toHaveCount(20);
  return copied;
}

const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out' }).click();
const signedOut = (page: Page) => expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
const storedConnection = (page: Page) => page.evaluate(() => sessionStorage.getItem('headless-ops.connection'));

test('signing out reaches another tab and a copied one', async ({ page, context }) => {
  test.setTimeout(60_000);
  await connect(page);
  await keepAll(page);
  const other = await context.newPage();
  await connect(other);
  const copied = await copy(page);
  await signOut(page);
  for (const tab of [page, other, copied]) {
    await signedOut(tab);
    expect(await storedConnection(tab)).toBeNull();
  }
  await expect.poll(async () => (await inDatabase(page)).keys).toEqual([]);
  // The tab can connect and keep again.
  await connect(page);
  await page.getByRole('button', { name: 'Load all' }).click();
  await expect.poll(async () => (await inDatabase(page)).keys).toHaveLength(1);
});

test('a tab that comes back after the sign-out is not connected', async ({ page }) => {
  await connect(page);
  const copied = await copy(page);
  await copied.goto('about:blank');
  await signOut(page);
  await signedOut(page);
  await copied.goBack();
  await signedOut(copied);
  expect(await storedConnection(copied)).toBeNull();
});

test('a tab that missed the sign-out writes nothing', async ({ page, context }) => {
  test.setTimeout(60_000);
  await connect(page);
  await keepAll(page);
  const other = await context.newPage();
  // Stands for a tab that the browser has frozen.
  await other.addInitScript(() => addEventListener('storage', (event) => event.stopImmediatePropagation()));
  await connect(other);
  await expect(other.getByText(ALL_LOADED)).toBeVisible({ timeout: 20_000 });
  await signOut(page);
  await signedOut(page);
  await expect.poll(async () => (await inDatabase(page)).keys).toEqual([]);
  const [added] = await api.insert({ count: 1, status: 'failed' });
  await other.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(row(other, added)).toBeVisible();
  await expect(other.getByText(ALL_LOADED)).toBeVisible();
  // A hidden tab saves what has changed.
  await setHidden(other, true);
  await signedOut(other);
  expect((await inDatabase(page)).keys).toEqual([]);
});
