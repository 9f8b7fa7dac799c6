// The parts that the first screen doesn't need: when they are fetched, and what a person sees when one of them doesn't come.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { accessible, expect, rows, test } from './support/journey';
import { DIST, serve } from './support/reference-api';

const api = serve();
const PART = /\/part-[a-z-]+-[0-9a-f]+\.wasm$/;
const named = (name: string) => new RegExp(`/part-([a-z]+-)*${name}(-[a-z]+)*-[0-9a-f]+\\.wasm$`);
const form = (page: Page) => page.getByRole('form', { name: 'Schedule operation' });

/** The parts that were asked for so far. */
function asked(page: Page): string[] {
  const parts: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (PART.test(pathname)) parts.push(pathname);
  });
  return parts;
}

const block = (route: Route) => route.abort();

/** One byte is not what was built. */
function damage(route: Route): Promise<void> {
  const body = readFileSync(join(DIST, new URL(route.request().url()).pathname));
  body[body.length >> 1] ^= 1;
  return route.fulfill({ body, contentType: 'application/wasm' });
}

test('no part is fetched before the first rows are there and somebody is, and all of them after', async ({ page }) => {
  const parts = asked(page);
  let answer = () => {};
  const held = new Promise<void>((done) => (answer = done));
  await page.route('**/inventory_device_headless_operation/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(api.origin);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await page.waitForTimeout(1_500);
  expect(parts).toEqual([]);
  answer();
  await expect(rows(page)).toHaveCount(20);
  await page.waitForTimeout(1_000);
  expect(parts, 'a page that nobody touches needs none').toEqual([]);
  await page.mouse.move(200, 200);
  for (const name of ['detail', 'schedule', 'history']) await expect.poll(() => parts.filter((part) => named(name).test(part)).length, name).toBeGreaterThan(0);
  // What is here is not fetched again.
  await page.getByRole('link', { name: 'Schedule operation' }).click();
  await expect(form(page)).toBeVisible();
  expect(new Set(parts).size).toBe(parts.length);
});

test('a part is fetched at once where its page is opened first', async ({ page }) => {
  const parts = asked(page);
  await page.goto(`${api.origin}/#/schedule`);
  await expect(form(page)).toBeVisible();
  expect(parts.some((part) => named('schedule').test(part))).toBe(true);
});

test('every part is named with its digest', async ({ request }) => {
  const html = await (await request.get(api.origin)).text();
  const script = /src="(app-[0-9a-f]+\.js)"/.exec(html)?.[1];
  const text = await (await request.get(`${api.origin}/${script}`)).text();
  const parts = [...text.matchAll(/name:\s*"(part-[^"]+)",\s*integrity:\s*"(sha256-[^"]+)"/g)];
  expect(parts.length).toBeGreaterThanOrEqual(3);
  for (const [, name] of parts) expect((await request.get(`${api.origin}/${name}`)).headers()['cache-control'], name).toContain('immutable');
});

test.describe('a part that does not come', () => {
  test.use({ expectedErrors: /integrity|digest|Failed to (load|find|fetch)|ERR_FAILED/i });

  for (const [what, fault] of [['is blocked', block], ['is not the one that was built', damage]] as const) {
    test(`schedule ${what}: said, and there by "Try again"`, async ({ page }) => {
      await page.route(named('schedule'), fault);
      await page.goto(`${api.origin}/#/schedule`);
      const alert = page.getByRole('alert');
      await expect(alert).toContainText('could not be loaded');
      await expect(alert.getByRole('button', { name: 'Reload the page' })).toBeVisible();
      await expect(form(page)).toHaveCount(0);
      await accessible(page);
      await page.unroute(named('schedule'));
      await alert.getByRole('button', { name: 'Try again' }).click();
      await expect(form(page)).toBeVisible();
      await expect(page.getByLabel('Operation type').getByRole('option', { name: /firmware_update/ })).toHaveCount(1);
    });
  }

  test('none of them comes: the list goes on, and nobody is told of what nobody asked for', async ({ page }) => {
    const parts = asked(page);
    await page.route(PART, block);
    await page.goto(api.origin);
    await expect(rows(page)).toHaveCount(20);
    await page.mouse.move(200, 200);
    await expect.poll(() => parts.length).toBeGreaterThan(2);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page.getByRole('navigation', { name: 'Pagination' }).getByRole('status')).toContainText('21–40');
  });

  test('detail: the panel says so and can be closed', async ({ page }) => {
    await page.route(named('detail'), block);
    await page.goto(api.origin);
    await rows(page).first().getByRole('link').click();
    await expect(page.getByRole('alert')).toContainText('could not be loaded');
    await page.unroute(named('detail'));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible();
    await page.getByRole('button', { name: 'Close detail' }).click();
    await expect(page.getByRole('complementary')).toHaveCount(0);
  });

  test('connect: said, and there by "Try again"', async ({ page }) => {
    await page.route('**/config.json', (route) => route.fulfill({ json: {} }));
    await page.route(named('connect'), block);
    await page.goto(api.origin);
    await expect(page.getByRole('alert')).toContainText('could not be loaded');
    await page.unroute(named('connect'));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
  });
});
