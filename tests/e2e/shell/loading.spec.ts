// The files themselves: the policy that they are served with, and what a person sees when they can't run or are not what was built.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessible, expect, failed, rows, test } from '../support/journey';
import { DIST, serve, TOKEN } from '../support/reference-api';
import type { Page } from '@playwright/test';

const api = serve();
const APP = /\/app-[0-9a-f]+\.wasm$/;

/** Serves settings without a token. */
const unconnected = (page: Page) => page.route('**/config.json', (route) => route.fulfill({ json: {} }));

test('the policy is strict, and stated on every file', async ({ request }) => {
  const page = await request.get(api.origin);
  const policy = page.headers()['content-security-policy'];
  const directives = Object.fromEntries(policy.split(';').map((one) => one.trim().split(/\s+(.*)/)).map(([name, value]) => [name, value]));
  expect(directives['default-src']).toBe("'none'");
  expect(directives['script-src']).toBe("'self' 'wasm-unsafe-eval'");
  expect(directives['style-src']).toBe("'self'");
  expect(directives['base-uri']).toBe("'none'");
  expect(directives['form-action']).toBe("'none'");
  expect(policy).not.toContain('unsafe-inline');
  expect(policy.replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe-eval');
  expect(page.headers()['x-content-type-options']).toBe('nosniff');
  expect(page.headers()['referrer-policy']).toBe('no-referrer');
  expect(page.headers()['cache-control']).toBe('no-cache');
  const html = await page.text();
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
  for (const [, file] of html.matchAll(/(?:src|href)="([^"]+\.(?:js|css|wasm))"/g)) {
    const answered = await request.get(`${api.origin}/${file}`, { headers: { 'Accept-Encoding': 'br' } });
    expect(answered.headers()['cache-control'], file).toContain('immutable');
    expect(answered.headers()['content-encoding'], file).toBe('br');
    expect(answered.headers()['content-security-policy'], file).toBe(policy);
  }
});

test.describe('these tests themselves', () => {
  test.use({ expectedErrors: /policy: style-src|Refused to apply inline style|Applying inline style/ });

  test('notice a breach of the policy', async ({ page }) => {
    const breach = page.waitForEvent('console', (message) => message.text().startsWith('policy: style-src'));
    await page.goto(api.origin);
    await expect(rows(page)).toHaveCount(20);
    await page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'body { color: red }';
      document.head.append(style);
    });
    await breach;
  });
});

test('everything comes from the page’s own origin, before the first view and after', async ({ page }) => {
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  await page.getByRole('link', { name: 'Schedule operation' }).click();
  await expect(page.getByRole('form', { name: 'Schedule operation' })).toBeVisible();
  expect([...origins]).toEqual([api.origin]);
});

test('without WebAssembly the page says so plainly', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
  });
  await page.goto(api.origin);
  await expect(page.getByRole('alert')).toContainText('WebAssembly is switched off');
  await accessible(page);
});

/** Serves the built file of that ending with one byte changed. */
async function flip(page: Page, ending: string): Promise<void> {
  await page.route(new RegExp(`\\.${ending}$`), (route) => {
    const bytes = readFileSync(join(DIST, new URL(route.request().url()).pathname));
    bytes[bytes.length >> 1] ^= 1;
    const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', wasm: 'application/wasm' };
    return route.fulfill({ body: bytes, contentType: types[ending] });
  });
}

test.describe('a file that is not the one that was built', () => {
  test.use({ expectedErrors: /integrity|digest|Failed to (load|find)|Failed to fetch/i });

  test('WebAssembly: refused, with a message', async ({ page }) => {
    await flip(page, 'wasm');
    await page.goto(api.origin);
    await expect(page.getByRole('alert')).toContainText('could not be loaded');
    await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
    await accessible(page);
  });

  test('WebAssembly of the page for connecting: refused, with a message', async ({ page }) => {
    await unconnected(page);
    await flip(page, 'wasm');
    await page.goto(api.origin);
    await expect(page.getByRole('alert')).toContainText('could not be loaded');
    await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
    await expect(page.getByRole('form')).toHaveCount(0);
  });

  test('script of the page for connecting: refused, with a message', async ({ page }) => {
    await unconnected(page);
    await page.route(/\/connect-[0-9a-f]+\.js$/, async (route) => {
      const answer = await route.fetch();
      return route.fulfill({ response: answer, body: `${await answer.text()};` });
    });
    await page.goto(api.origin);
    await expect(page.getByRole('alert')).toContainText('could not be loaded');
    await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
    await expect(page.getByRole('form')).toHaveCount(0);
  });

  test('script: refused, with a message', async ({ page }) => {
    await flip(page, 'js');
    await page.goto(api.origin);
    await expect(page.getByText('may not be the one that was built')).toBeVisible({ timeout: 15_000 });
    await expect(page.getByRole('table')).toHaveCount(0);
  });

  test('style: refused, and never applied', async ({ page }) => {
    await flip(page, 'css');
    await page.goto(api.origin);
    const applied = () => page.evaluate(() => [...document.styleSheets].filter((one) => one.ownerNode?.nodeName === 'LINK').reduce((sum, one) => sum + one.cssRules.length, 0));
    await expect.poll(applied).toBe(0);
    await expect(page.getByRole('alert')).toContainText('The style file');
  });
});

test.describe('files that do not come', () => {
  test.use({ expectedErrors: failed('(404|500|ERR_)') });

  test('the page for connecting does not wait for the app, and says when it could not be loaded', async ({ page }) => {
    let blocked = 0;
    await unconnected(page);
    await page.route(APP, (route) => {
      blocked += 1;
      return route.abort();
    });
    await page.goto(api.origin);
    const form = page.getByRole('form', { name: 'Connect' });
    await expect(form).toBeVisible();
    // Each attempt asks twice, see src/boot/fetch.js.
    await expect.poll(() => blocked).toBe(2);
    await page.getByLabel('API base URL').fill('/api/v1');
    await page.getByLabel('API token').fill(TOKEN);
    await page.getByRole('button', { name: 'Connect' }).click();
    await expect(page.getByRole('alert')).toContainText('the app could not be loaded');
    await expect(page.getByLabel('API token')).toHaveValue(TOKEN);
    expect(blocked).toBe(4);
    await accessible(page);
    await page.unroute(APP);
    await page.getByRole('button', { name: 'Connect' }).click();
    await expect(rows(page)).toHaveCount(20);
    await expect(form).toHaveCount(0);
  });

  test('a program that failed once is asked for again past the cache', async ({ page }) => {
    let asked = 0;
    await page.route(APP, (route) => {
      asked += 1;
      return asked === 1 ? route.abort() : route.continue();
    });
    await page.goto(api.origin);
    await expect(rows(page)).toHaveCount(20);
    expect(asked).toBe(2);
  });

  test('settings that are missing or broken are said, and the app is there', async ({ page }) => {
    await page.route('**/config.json', (route) => route.fulfill({ status: 500, body: 'no' }));
    await page.goto(api.origin);
    await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
    await expect(page.getByText(/Couldn't load config\.json/)).toBeVisible();
    await accessible(page);
  });

  test('a catalogue that is missing is said, and any type can still be scheduled', async ({ page }) => {
    await page.route('**/operation-types.json', (route) => route.fulfill({ status: 404, body: 'no' }));
    await page.goto(`${api.origin}/#/schedule`);
    await expect(page.getByRole('status').filter({ hasText: /catalogue/i })).toBeVisible();
    await page.getByLabel('Operation type').selectOption({ label: 'Other…' });
    await expect(page.getByLabel('Type name')).toBeVisible();
    await accessible(page);
  });
});
