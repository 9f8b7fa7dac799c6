// The parts that the first screen doesn't need: when they are fetched, and what a person sees when one of them doesn't come.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { accessible, expect, rows, test } from './support/journey';
import { DIST, serve } from './support/reference-api';

const api = serve();
const TABLE = /\/parts-[0-9a-f]+\.json$/;
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
  const { pathname } = new URL(route.request().url());
  const body = readFileSync(join(DIST, pathname));
  body[body.length >> 1] ^= 1;
  return route.fulfill({ body, contentType: pathname.endsWith('.json') ? 'application/json' : 'application/wasm' });
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
  const named = (source: string) => [...source.matchAll(/"?name"?:\s*"(parts?-[^"]+)",\s*"?integrity"?:\s*"(sha384-[^"]+)"/g)];
  // The script names the table and the page for connecting, the table all others.
  const first = named(text);
  const table = first.find(([, name]) => TABLE.test(`/${name}`))?.[1] ?? '';
  const parts = [...first, ...named(await (await request.get(`${api.origin}/${table}`)).text())];
  expect(parts.filter(([, name]) => PART.test(`/${name}`)).length).toBe(readdirSync(DIST).filter((name) => PART.test(`/${name}`)).length);
  for (const [, name, digest] of parts) {
    const response = await request.get(`${api.origin}/${name}`);
    expect(response.headers()['cache-control'], name).toContain('immutable');
    expect(`sha384-${createHash('sha384').update(await response.body()).digest('base64')}`, name).toBe(digest);
  }
});

test.describe('a part that does not come', () => {
  test.use({ expectedErrors: /integrity|digest|Failed to (load|find|fetch)|ERR_FAILED/i });

  const cases = [
    ['schedule is blocked', named('schedule'), block],
    ['schedule is not the one that was built', named('schedule'), damage],
    ['the table of parts is blocked', TABLE, block],
    ['the table of parts is not the one that was built', TABLE, damage],
  ] as const;
  for (const [what, file, fault] of cases) {
    test(`${what}: said, and there by "Try again"`, async ({ page }) => {
      await page.route(file, fault);
      await page.goto(`${api.origin}/#/schedule`);
      const alert = page.getByRole('alert');
      await expect(alert).toContainText('could not be loaded');
      await expect(alert.getByRole('button', { name: 'Reload the page' })).toBeVisible();
      await expect(form(page)).toHaveCount(0);
      await accessible(page);
      await page.unroute(file);
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
    const parts = asked(page);
    await page.route(named('detail'), block);
    await page.goto(api.origin);
    await rows(page).first().getByRole('link').click();
    // Behind it nothing is fetched ahead any more, which would bring it back by itself.
    await expect.poll(() => parts.some((part) => /\/part-schedule-[0-9a-f]+\.wasm$/.test(part))).toBe(true);
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
