// The history kept between visits where the browser's database breaks: a connection that died, and a database that never answers.
import type { Page } from '@playwright/test';
import { expect, rows, test } from '../support/journey';
import { serve, TOKEN } from '../support/reference-api';

const api = serve({ history: 300, fleet: 30, config: { apiBaseUrl: '/api/v1' } });
const ALL_LOADED = /^(.+) of \1 loaded$/;

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('headless-ops.keep-history', 'yes'));
});

async function connect(page: Page): Promise<void> {
  await page.goto(api.origin);
  await page.getByLabel('API token').fill(TOKEN);
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(rows(page)).toHaveCount(20);
}

/** The number of records in the browser's database. */
const kept = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done, fail) => {
        const request = indexedDB.open('headless-ops', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('history');
        request.onerror = () => fail(request.error);
        request.onsuccess = () => {
          const keys = request.result.transaction('history').objectStore('history').getAllKeys();
          keys.onsuccess = () => {
            request.result.close();
            // A sign-out leaves a mark.
            done(keys.result.filter((key) => (key as string[])[0] !== 'signed-out').length);
          };
        };
      }),
  );

async function keepAll(page: Page): Promise<void> {
  await connect(page);
  await page.getByRole('button', { name: 'Load all' }).click();
  await expect(page.getByText(ALL_LOADED)).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => kept(page)).toBe(1);
}

/** Lets transactions fail: of the connections that are open now, or of every one until the page is left. */
const breakConnections = (page: Page, which: 'open' | 'all'): Promise<void> =>
  page.evaluate((all) => {
    const working = new WeakSet<IDBDatabase>();
    const { open } = IDBFactory.prototype;
    const { transaction } = IDBDatabase.prototype;
    IDBFactory.prototype.open = function opened(...args) {
      const request = open.apply(this, args);
      request.addEventListener('success', () => working.add(request.result));
      return request;
    };
    IDBDatabase.prototype.transaction = function begun(...args) {
      if (all || !working.has(this)) throw new DOMException('connection lost', 'UnknownError');
      return transaction.apply(this, args);
    };
  }, which === 'all');

const left = (page: Page) => page.getByText('The history kept on this computer could not be removed', { exact: true });

test('signing out removes the history by a new connection where the old one died', async ({ page }) => {
  await keepAll(page);
  await breakConnections(page, 'open');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
  await expect.poll(() => kept(page)).toBe(0);
  await expect(left(page)).toHaveCount(0);
});

test('signing out says that the history is still there, and the next visit removes it', async ({ page }) => {
  await keepAll(page);
  await breakConnections(page, 'all');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
  await expect(left(page)).toBeVisible();
  expect(await kept(page)).toBe(1);
  await connect(page);
  await expect.poll(() => kept(page)).toBe(0);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
  await expect(left(page)).toHaveCount(0);
});

test('a database that never answers holds up neither filters nor the report', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  });
  await connect(page);
  await page.getByRole('button', { name: 'Load all' }).click();
  await expect(page.getByText(ALL_LOADED)).toBeVisible({ timeout: 25_000 });
  await expect(page.getByRole('region', { name: 'Messages' }).getByText(/does not hand out the history/)).toBeVisible();
});
