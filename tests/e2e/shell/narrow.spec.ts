// A phone, and a page at 200 %: everything is there, and the page never scrolls sideways.
import { accessible, expect, row, rows, statusLine, test } from '../support/journey';
import { serve } from '../support/reference-api';
import { ScheduleForm } from '../support/schedule-form';
import type { Page } from '@playwright/test';

const api = serve({ history: 45 });

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

for (const [name, viewport] of [
  ['a phone', { width: 390, height: 844 }],
  ['the narrowest, 320 px', { width: 320, height: 640 }],
  ['a tablet', { width: 1024, height: 768 }],
] as const) {
  test.describe(name, () => {
    test.use({ viewport });

    test('list, detail and schedule', async ({ page }) => {
      await page.goto(api.origin);
      await expect(rows(page)).toHaveCount(20);
      expect(await overflow(page), 'list').toBeLessThanOrEqual(0);
      await accessible(page);
      await page.getByRole('button', { name: 'Next page' }).click();
      await expect(statusLine(page)).toHaveText('21–40 of 45');
      const id = (await api.list('limit=1&offset=20')).results[0].id;
      await row(page, id).first().getByRole('link').click();
      const detail = page.getByRole('complementary', { name: id });
      await expect(detail).toBeInViewport();
      expect(await overflow(page), 'detail').toBeLessThanOrEqual(0);
      await accessible(page);
      await detail.getByRole('button', { name: 'Close detail' }).click();
      await page.getByRole('link', { name: 'Schedule operation' }).click();
      const schedule = new ScheduleForm(page);
      await schedule.fillFirmware('DEV-009');
      expect(await overflow(page), 'form').toBeLessThanOrEqual(0);
      await accessible(page);
      await schedule.toReview();
      expect(await overflow(page), 'review').toBeLessThanOrEqual(0);
      await accessible(page);
    });
  });
}

test.describe('the navigation on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('every page is in sight, the rest opens above the bar', async ({ page }) => {
    await page.goto(api.origin);
    await expect(rows(page)).toHaveCount(20);
    const main = page.getByRole('navigation', { name: 'Main' });
    for (const link of await main.getByRole('link').all()) await expect(link).toBeInViewport({ ratio: 1 });
    await expect(main.getByRole('link')).toHaveCount(4);
    const top = (await rows(page).first().boundingBox())?.y ?? Infinity;
    expect(top, 'the first row').toBeLessThan(160);
    const signOut = main.getByRole('button', { name: 'Sign out' });
    await expect(signOut).toBeHidden();
    await main.getByRole('button', { name: 'More' }).click();
    await expect(signOut).toBeInViewport({ ratio: 1 });
    await accessible(page);
    await expect(main.getByRole('link', { name: 'Report' })).toBeInViewport({ ratio: 1 });
    await main.getByLabel('Zone of all times shown').selectOption('UTC');
    await expect(page).toHaveURL(/tz=UTC/);
    await page.keyboard.press('Escape');
    await expect(signOut).toBeHidden();
    await main.getByRole('button', { name: 'More' }).click();
    await signOut.click();
    await expect(page.getByRole('button', { name: 'Connect' })).toBeVisible();
  });
});

test.describe('on a tablet', () => {
  test.use({ viewport: { width: 1024, height: 768 } });

  test('the detail leaves the filters and the names of the devices alone', async ({ page }) => {
    await page.goto(api.origin);
    await expect(rows(page)).toHaveCount(20);
    await rows(page).nth(1).getByRole('link').click();
    const detail = page.getByRole('complementary');
    await expect(detail).toBeInViewport();
    const filters = await page.getByRole('button', { name: 'Filters' }).boundingBox();
    const left = (await detail.boundingBox())?.x ?? 0;
    expect((filters?.x ?? Infinity) + (filters?.width ?? 0)).toBeLessThanOrEqual(left);
    const cutIds = await rows(page).getByRole('link').evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
    expect(cutIds).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test('the links of the narrow bar have their names on hover and focus, and the zone is in sight', async ({ page }) => {
    await page.goto(`${api.origin}/#/operations?tz=America/Argentina/Buenos_Aires`);
    await expect(rows(page)).toHaveCount(20);
    await expect(page.getByText('Buenos Aires', { exact: true })).toBeInViewport({ ratio: 1 });
    const live = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Live' });
    await live.hover();
    await expect.poll(async () => (await live.getByText('Live').boundingBox())?.width ?? 0).toBeGreaterThan(20);
  });
});
