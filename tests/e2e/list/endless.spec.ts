// All rows in one list: only those in sight stand in the page, and everything is within reach all the same.
import type { Page } from '@playwright/test';
import { accessible, expect, ids, row, rows, statusLine, test } from '../support/journey';
import { serve } from '../support/reference-api';

const api = serve({ history: 1_150, fleet: 60 });

const table = (page: Page) => page.getByRole('region', { name: 'Table of operations' });
const group = (number: number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',');

async function whole(page: Page): Promise<string[]> {
  await page.goto(`${api.origin}#/operations?per=all`);
  await expect(page.getByText(/^(.+) of \1 loaded$/)).toBeVisible({ timeout: 30_000 });
  return (await api.all()).map((one) => one.id);
}

test('the first rows are there before the rest is fetched', async ({ page }) => {
  let go = () => {};
  const held = new Promise<void>((done) => (go = done));
  await page.route(/offset=[1-9]/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(api.origin);
  await page.getByLabel('Rows per page').selectOption('All');
  await expect(page).toHaveURL(/per=all/);
  const first = (await api.list('limit=5')).results.map((one) => one.id);
  await expect(async () => expect((await ids(page)).slice(0, 5)).toEqual(first)).toPass();
  await expect(page.getByText(/^[\d,]+ of [\d,]+ operations$/)).toBeVisible();
  go();
  await expect(page.getByText(/^(.+) of \1 loaded$/)).toBeVisible({ timeout: 30_000 });
});

test('few rows stand in the page, and the last one is within reach', async ({ page }) => {
  const all = await whole(page);
  expect(await rows(page).count()).toBeLessThan(60);
  await expect(page.getByRole('table', { name: 'Operations' })).toHaveAttribute('aria-rowcount', String(all.length + 1));
  await expect(statusLine(page)).toHaveText(`1–${group(all.length)} of ${group(all.length)}`);
  expect((await ids(page)).slice(0, 10)).toEqual(all.slice(0, 10));
  await table(page).focus();
  await page.keyboard.press('End');
  await expect(rows(page).last()).toHaveAttribute('aria-rowindex', String(all.length + 1));
  await expect(rows(page).last()).toBeInViewport();
  expect((await ids(page)).slice(-10)).toEqual(all.slice(-10));
  await accessible(page);
});

test('wherever it is scrolled, rows are in sight and say their place', async ({ page }) => {
  const all = await whole(page);
  for (const part of [0.2, 0.5, 0.83]) {
    await table(page).evaluate((box, at) => box.scrollTo(0, box.scrollHeight * at), part);
    await expect(async () => {
      const shown = await rows(page).evaluateAll((found) =>
        found.map((one) => ({ id: one.getAttribute('data-operation-id'), index: Number(one.getAttribute('aria-rowindex')), box: one.getBoundingClientRect().toJSON() as DOMRect })),
      );
      for (const one of shown) expect(one.id).toBe(all[one.index - 2]);
      const box = await table(page).evaluate((found) => found.getBoundingClientRect().toJSON() as DOMRect);
      expect(Math.min(...shown.map((one) => one.box.top))).toBeLessThanOrEqual(box.top + 33);
      expect(Math.max(...shown.map((one) => one.box.bottom))).toBeGreaterThanOrEqual(box.bottom);
    }).toPass();
  }
});

test('keys walk past the rows that are drawn, and the focus never changes operation', async ({ page }) => {
  const all = await whole(page);
  await page.keyboard.press('j');
  for (let step = 0; step < 45; step += 1) await page.keyboard.press('j');
  const focused = () => page.evaluate(() => document.activeElement?.closest('[data-operation-id]')?.getAttribute('data-operation-id') ?? null);
  expect(await focused()).toBe(all[45]);
  await expect(row(page, all[45] ?? '').first()).toBeInViewport();
  await table(page).evaluate((box) => box.scrollBy(0, 200));
  await expect(async () => expect(await focused()).toBe(all[45])).toPass();
  await table(page).evaluate((box) => box.scrollTo(0, 0));
  // Its row has left the page: the table keeps the focus, and no other operation gets it.
  await expect(table(page)).toBeFocused();
});

test('what is being read stays where it is as operations arrive above it', async ({ page }) => {
  await whole(page);
  await table(page).evaluate((box) => box.scrollTo(0, 4_000));
  await expect(rows(page).first()).not.toHaveAttribute('aria-rowindex', '2');
  const inSight = () =>
    rows(page).evaluateAll((found) => {
      const top = found[0]?.closest('[role=region]')?.getBoundingClientRect().top ?? 0;
      // While the list moves, its rows may stand in the page in another order than on the screen.
      const below = found.map((one) => ({ id: one.getAttribute('data-operation-id'), at: Math.round(one.getBoundingClientRect().top - top) })).filter(({ at }) => at >= 32);
      const first = below.reduce((highest, one) => (one.at < highest.at ? one : highest));
      return `${first.id} at ${first.at}`;
    });
  const before = await inSight();
  const index = await rows(page).first().getAttribute('aria-rowindex');
  await api.insert({ status: 'scheduled', device_id: 'DEV-001' });
  await api.insert({ status: 'scheduled', device_id: 'DEV-002' });
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(async () => expect(await rows(page).first().getAttribute('aria-rowindex')).not.toBe(index)).toPass();
  expect(await inSight()).toBe(before);
});

test('filters and orders work on it, and another question begins at the top', async ({ page }) => {
  await whole(page);
  await table(page).evaluate((box) => box.scrollTo(0, 9_000));
  await page.getByLabel('Status').first().selectOption('failed');
  const failed = (await api.all()).filter((one) => one.status === 'failed');
  await expect(page.getByRole('table', { name: 'Operations' })).toHaveAttribute('aria-rowcount', String(failed.length + 1));
  expect((await ids(page)).slice(0, 8)).toEqual(failed.slice(0, 8).map((one) => one.id));
  await page.getByRole('button', { name: 'Scheduled', exact: true }).click();
  const sorted = failed.map((one) => one.scheduled_at ?? '').sort();
  await expect(async () => {
    const times = await rows(page).locator('.cell-scheduled time').evaluateAll((found) => found.map((one) => one.getAttribute('datetime')));
    expect(times.slice(0, 8)).toEqual(sorted.slice(0, 8).map((time) => time.replace(/\.\d+/, '')));
  }).toPass();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the list scrolls in a box of its own, and few rows stand in the page', async ({ page }) => {
    const all = await whole(page);
    expect(await rows(page).count()).toBeLessThan(60);
    const [head, first] = [await page.getByRole('row').first().boundingBox(), await rows(page).first().boundingBox()];
    expect(Math.abs(first!.y - head!.y - head!.height), 'right under the headings').toBeLessThan(2);
    await table(page).evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await expect(rows(page).last()).toHaveAttribute('aria-rowindex', String(all.length + 1));
    expect((await ids(page)).slice(-4)).toEqual(all.slice(-4));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});

test('on paper: the rows in sight in their order, how many they are of all, and no empty pages', async ({ page }) => {
  const all = await whole(page);
  await table(page).evaluate((box) => box.scrollTo(0, 20_000));
  await expect(rows(page).first()).toHaveAttribute('aria-rowindex', /^\d{3,}$/);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(new RegExp(`^\\d+ of ${group(all.length)} rows are shown here`))).toBeVisible();
  let shown: { id: string | null; index: number; top: number }[] = [];
  // Rows are put in their order once scrolling rests.
  await expect(async () => {
    shown = await rows(page).evaluateAll((found) =>
      found.map((one) => ({ id: one.getAttribute('data-operation-id'), index: Number(one.getAttribute('aria-rowindex')), top: one.getBoundingClientRect().top })),
    );
    const down = [...shown].sort((a, b) => a.top - b.top).map((one) => one.index);
    expect(down).toEqual([...down].sort((a, b) => a - b));
  }).toPass();
  for (const one of shown) expect(one.id).toBe(all[one.index - 2]);
  // The table is as high as its rows and its heading.
  const height = await page.getByRole('table', { name: 'Operations' }).evaluate((found) => found.getBoundingClientRect().height);
  expect(height).toBeLessThan(shown.length * 45 + 60);
  const [head, cell] = await Promise.all([
    page.getByRole('columnheader', { name: 'Status' }).evaluate((found) => found.getBoundingClientRect().left),
    rows(page).first().getByRole('cell').nth(4).evaluate((found) => found.getBoundingClientRect().left),
  ]);
  expect(Math.abs(head - cell)).toBeLessThan(2);
});
