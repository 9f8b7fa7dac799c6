// Nothing jumps: what is on the screen stays where it is while the rest comes.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey';
import { serve } from '../support/reference-api';

const api = serve({ history: 650, fleet: 60 });
/** Figures that grow by a digit move what stands beside them; no more than that. */
const BARELY = 0.02;

declare global {
  interface Window { shifts: number }
}

/** The sum of all layout shifts that nobody's hand has caused, as browsers count them. */
async function watched(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return async () => page.evaluate(() => window.shifts);
}

test('nothing jumps while the first page comes', async ({ page }) => {
  const shifts = await watched(page);
  await page.goto(`${api.origin}#/operations`);
  await expect(page.getByRole('table', { name: 'Operations' })).toBeVisible();
  await expect(page.getByText(/loaded$/).last()).toBeVisible();
  expect(await shifts()).toBeLessThan(BARELY);
});

test('nothing jumps while the whole history comes', async ({ page }) => {
  const shifts = await watched(page);
  await page.goto(`${api.origin}#/operations?per=all`);
  await expect(page.getByText(/^(.+) of \1 loaded$/)).toBeVisible({ timeout: 30_000 });
  expect(await shifts()).toBeLessThan(BARELY);
});

test.describe('on a screen of 1100 px', () => {
  test.use({ viewport: { width: 1100, height: 800 } });

  test('nothing jumps once the time left is known', async ({ page }) => {
    // A server that gives one page in half a second.
    let turn = Promise.resolve();
    await page.route(/offset=[1-9]/, (route) => {
      turn = turn.then(() => new Promise((done) => setTimeout(done, 500)));
      return turn.then(() => route.continue());
    });
    const shifts = await watched(page);
    await page.goto(`${api.origin}#/operations?per=all`);
    await expect(page.getByText('a few seconds left')).toBeVisible({ timeout: 10_000 });
    await expect(page.getByText(/^(.+) of \1 loaded$/)).toBeVisible({ timeout: 30_000 });
    expect(await shifts()).toBeLessThan(BARELY);
  });
});
