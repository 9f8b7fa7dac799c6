// Lazy chunks: when they are fetched, and what the page shows where one of them fails to load.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { accessible, expect, rows, test } from '../support/journey';
import { DIST, serve } from '../support/reference-api';

const api = serve();
const CHUNK = /\/chunk-[a-z-]+-[0-9a-f]+\.wasm$/;
const STYLES = /\/style-lazy-[0-9a-f]+\.css$/;
const named = (name: string) => new RegExp(`/chunk-([a-z]+-)*${name}(-[a-z]+)*-[0-9a-f]+\\.wasm$`);
const form = (page: Page) => page.getByRole('form', { name: 'Schedule operation' });

/** The chunks that were requested so far. */
function requested(page: Page): string[] {
  const chunks: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (CHUNK.test(pathname)) chunks.push(pathname);
  });
  return chunks;
}

const block = (route: Route) => route.abort();

/** One byte is not what was built. */
function damage(route: Route): Promise<void> {
  const { pathname } = new URL(route.request().url());
  const body = readFileSync(join(DIST, pathname));
  body[body.length >> 1] ^= 1;
  return route.fulfill({ body, contentType: pathname.endsWith('.css') ? 'text/css' : 'application/wasm' });
}

test('no chunk is fetched before the first rows are there and somebody is, and all of them after', async ({ page }) => {
  const chunks = requested(page);
  let answer = () => {};
  const held = new Promise<void>((done) => (answer = done));
  await page.route('**/inventory_device_headless_operation/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(api.origin);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await page.waitForTimeout(1_500);
  expect(chunks).toEqual([]);
  answer();
  await expect(rows(page)).toHaveCount(20);
  await page.waitForTimeout(1_000);
  expect(chunks, 'a page that nobody touches needs none').toEqual([]);
  await page.mouse.move(200, 200);
  for (const name of ['detail', 'schedule', 'history']) await expect.poll(() => chunks.filter((chunk) => named(name).test(chunk)).length, name).toBeGreaterThan(0);
  // What is here is not fetched again.
  await page.getByRole('link', { name: 'Schedule operation' }).click();
  await expect(form(page)).toBeVisible();
  expect(new Set(chunks).size).toBe(chunks.length);
});

test('a chunk is fetched at once where its page is opened first', async ({ page }) => {
  const chunks = requested(page);
  await page.goto(`${api.origin}/#/schedule`);
  await expect(form(page)).toBeVisible();
  expect(chunks.some((chunk) => named('schedule').test(chunk))).toBe(true);
});

test('every chunk is named with its digest', async ({ request }) => {
  const html = await (await request.get(api.origin)).text();
  const script = /src="\.\/(app-[0-9a-f]+\.js)"/.exec(html)?.[1];
  const text = await (await request.get(`${api.origin}/${script}`)).text();
  const chunks = [...text.matchAll(/"?name"?:\s*"(chunk-[^"]+)",\s*"?integrity"?:\s*"(sha256-[^"]+)"/g)];
  expect(chunks.map(([, name]) => name).sort()).toEqual(readdirSync(DIST).filter((name) => CHUNK.test(`/${name}`)).sort());
  for (const [, name, digest] of chunks) {
    const response = await request.get(`${api.origin}/${name}`);
    expect(response.headers()['cache-control'], name).toContain('immutable');
    expect(`sha256-${createHash('sha256').update(await response.body()).digest('base64')}`, name).toBe(digest);
  }
});

test.describe('a chunk that fails to load', () => {
  test.use({ expectedErrors: /integrity|digest|Failed to (load|find|fetch)|ERR_FAILED/i });

  const cases = [
    ['schedule is blocked', named('schedule'), block],
    ['schedule is not the one that was built', named('schedule'), damage],
    ['the styles of lazy chunks are blocked', STYLES, block],
    ['the styles of lazy chunks are not the ones that were built', STYLES, damage],
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
    const chunks = requested(page);
    await page.route(CHUNK, block);
    await page.goto(api.origin);
    await expect(rows(page)).toHaveCount(20);
    await page.mouse.move(200, 200);
    await expect.poll(() => chunks.length).toBeGreaterThan(2);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page.getByRole('navigation', { name: 'Pagination' }).getByRole('status')).toContainText('21–40');
  });

  test('detail: the panel says so and can be closed', async ({ page }) => {
    const chunks = requested(page);
    await page.route(named('detail'), block);
    await page.goto(api.origin);
    await rows(page).first().getByRole('link').click();
    // Behind it nothing is fetched ahead any more, which would bring it back by itself.
    await expect.poll(() => chunks.some((chunk) => /\/chunk-schedule-[0-9a-f]+\.wasm$/.test(chunk))).toBe(true);
    await expect(page.getByRole('alert')).toContainText('could not be loaded');
    await page.unroute(named('detail'));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible();
    await page.getByRole('button', { name: 'Close detail' }).click();
    await expect(page.getByRole('complementary')).toHaveCount(0);
  });
});

test.describe('the chunk that reads refusals fails to load', () => {
  test.use({ expectedErrors: /integrity|digest|Failed to (load|find|fetch)|ERR_FAILED/i });
  test.beforeEach(() => api.heal());

  test('the server\'s own words are shown, with the advice to reload', async ({ page }) => {
    await page.route(named('detail'), block);
    await api.fail({ match: 'GET', path: 'headless', status: 403, body: { detail: 'Your group may not read this.' }, times: 20 });
    await page.goto(api.origin);
    await expect(page.getByText('Your group may not read this.')).toBeVisible();
    await expect(page.getByText('reload the page')).toBeVisible();
  });
});

test('a release has no gallery of components', async ({ page }) => {
  await page.goto(`${api.origin}/#/gallery`);
  await expect(page.getByText('There is nothing at this address')).toBeVisible();
});
