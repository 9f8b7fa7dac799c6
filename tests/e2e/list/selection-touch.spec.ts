// Picking rows with a finger, on a phone: each row has its box, all of them have one, and what to do with them is within reach.
import type { Locator, Page } from '@playwright/test';
import { accessible, expect, ids, rows, statusLine, test } from '../support/journey';
import { serve } from '../support/reference-api';

const api = serve({ history: 65, fleet: 30 });

const bar = (page: Page) => page.getByRole('region', { name: 'Selection' });
const said = (page: Page) => bar(page).getByRole('status').first();
const box = (page: Page, at: number) => rows(page).nth(at).getByRole('checkbox');
const cell = (page: Page, at: number) => rows(page).nth(at).getByRole('cell').first();
const edges = async (place: Locator) => (await place.boundingBox())!;
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

for (const width of [390, 320]) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 844 }, hasTouch: true });

    test('a tap beside the box picks its row, and opens nothing', async ({ page }) => {
      await page.goto(api.origin);
      await expect(rows(page)).toHaveCount(20);
      const [target, row, mark] = [await edges(cell(page, 1)), await edges(rows(page).nth(1)), await edges(box(page, 1))];
      expect(target.width).toBeGreaterThanOrEqual(44);
      expect(target.height).toBeGreaterThanOrEqual(44);
      expect(mark.x).toBeGreaterThanOrEqual(row.x);
      await page.touchscreen.tap(target.x + 3, target.y + 3);
      await page.touchscreen.tap(target.x + target.width - 3, target.y + row.height + target.height - 3);
      await box(page, 4).tap();
      await expect(said(page)).toHaveText('3 selected');
      for (const at of [1, 2, 4]) await expect(box(page, at)).toBeChecked();
      await expect(page.getByRole('complementary')).toHaveCount(0);
      await accessible(page);
      await box(page, 4).tap();
      await expect(said(page)).toHaveText('2 selected');
      // The rest of the row is still the way to its detail.
      const [, id] = await ids(page);
      await page.touchscreen.tap(target.x + width / 2, target.y + 12);
      await expect(page.getByRole('complementary', { name: id })).toBeInViewport();
    });

    test('all of a page, all that match, and what to do with them', async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      // An order over everything has all of it fetched: what isn't here can't be picked.
      await page.goto(`${api.origin}/#/operations?sort=-scheduled`);
      await expect(page.getByTestId('loaded')).toContainText('65 of 65');
      await expect(rows(page)).toHaveCount(20);
      const these = page.getByRole('checkbox', { name: 'Select these rows' });
      const head = await edges(these.locator('..'));
      expect(Math.min(head.width, head.height)).toBeGreaterThanOrEqual(44);
      // At its edge, half way up: at the corner, a browser takes the finger to be meant for the counts above.
      await these.locator('..').tap({ position: { x: 3, y: 22 } });
      await expect(said(page)).toHaveText('20 selected');
      await expect(these).toBeChecked();
      await expect(bar(page)).toBeInViewport({ ratio: 1 });
      expect((await edges(bar(page))).height, 'two lines at most').toBeLessThanOrEqual(100);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await bar(page).getByRole('button', { name: 'Select all 65' }).tap();
      await expect(said(page)).toHaveText('65 selected');
      for (const name of ['Copy as CSV', 'Copy ids', 'Save as a group', 'Clear selection']) {
        const button = bar(page).getByRole('button', { name, exact: true });
        await button.scrollIntoViewIfNeeded();
        await expect(button).toBeInViewport({ ratio: 0.9 });
        expect((await edges(button)).height, name).toBeGreaterThanOrEqual(44);
      }
      await bar(page).getByRole('button', { name: 'Copy as CSV' }).tap();
      const lines = () => page.evaluate(async () => (await navigator.clipboard.readText()).trim().split('\r\n').length);
      await expect.poll(lines, 'the heading and all rows, not those of the page alone').toBe(66);
      // No row stays under the bar, and neither does the foot.
      await page.getByRole('button', { name: 'Next page' }).scrollIntoViewIfNeeded();
      await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
      const last = await edges(rows(page).last());
      expect(last.y + last.height).toBeLessThanOrEqual((await edges(bar(page))).y + 1);
      await bar(page).getByRole('button', { name: 'Save as a group' }).tap();
      await expect(bar(page).getByLabel('Name of the group')).toBeFocused();
      await expect(bar(page).getByLabel('Name of the group')).toBeInViewport({ ratio: 1 });
      await expect(bar(page).getByRole('button', { name: 'Save', exact: true })).toBeInViewport({ ratio: 1 });
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await accessible(page);
      await bar(page).getByRole('button', { name: 'Clear selection' }).tap();
      await expect(bar(page)).toHaveCount(0);
      await expect(these).not.toBeChecked();
    });

    test('the line above the items sorts them, and stays at the top of the list without end', async ({ page }) => {
      await page.goto(`${api.origin}/#/operations?per=all`);
      await expect(statusLine(page)).toContainText('of 65');
      const device = page.getByRole('button', { name: 'Device', exact: true });
      await device.tap();
      await expect(page).toHaveURL(/sort=device/);
      const region = page.getByRole('region', { name: 'Table of operations' });
      await region.evaluate((box) => box.scrollTo(0, box.scrollHeight));
      await expect(rows(page).last()).toHaveAttribute('aria-rowindex', '66');
      await expect(device).toBeInViewport();
      const [last, inside] = [await edges(rows(page).last()), await edges(region)];
      expect(last.y + last.height).toBeLessThanOrEqual(inside.y + inside.height + 1);
      await accessible(page);
    });
  });
}
