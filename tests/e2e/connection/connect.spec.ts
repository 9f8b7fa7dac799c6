// Connecting: what is told apart when it fails, and what becomes of the token when it works.
import { answer, serveOther } from '../support/other-server';
import { accessible, expect, failed, rows, test } from '../support/journey';
import { serve, TOKEN, VIEWER } from '../support/reference-api';
import type { Page } from '@playwright/test';

const api = serve({ config: { apiBaseUrl: '/api/v1' }, tokens: { [TOKEN]: 'full', [VIEWER]: 'read', 'no-rights': 'none' } });
/** Another origin that sends no CORS headers. */
const closed = serveOther((_, response) => answer(response, 200, { count: 0, next: null, previous: null, results: [] }));
/** Another origin that lets everybody in, and is something else. */
const stranger = serveOther((request, response) => {
  const open = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };
  const path = request.url ?? '';
  if (request.method === 'OPTIONS') return answer(response, 204, '', open);
  if (path.startsWith('/html')) return answer(response, 200, '<!doctype html><title>Router</title>', { ...open, 'Content-Type': 'text/html' });
  if (path.startsWith('/nothing')) return answer(response, 200, { count: 0, next: null, previous: null, results: null }, open);
  if (path.startsWith('/list')) return answer(response, 200, [], open);
  if (path.startsWith('/count')) return answer(response, 200, { count: 0 }, open);
  if (path.startsWith('/json')) return answer(response, 200, { hello: 'world' }, open);
  answer(response, 404, { detail: 'Not found.' }, open);
});

async function connect(page: Page, base: string, token: string): Promise<void> {
  await page.getByLabel('API base URL').fill(base);
  await page.getByLabel('API token').fill(token);
  await page.getByRole('button', { name: 'Connect' }).click();
}

test.beforeEach(async ({ page }) => {
  await page.goto(api.origin);
  await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
});

test('the page asks for address and token, and is usable by everybody', async ({ page }) => {
  await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
  await expect(page.getByLabel('API base URL')).toHaveValue('/api/v1');
  await expect(page.getByLabel('API token')).toHaveAttribute('type', 'password');
  await accessible(page);
  await page.getByText('How new operations are sent').click();
  await accessible(page);
});

test('what is missing or no address is said at the field, and nobody is asked', async ({ page }) => {
  await connect(page, 'ftp://example.org', '');
  await expect(page.getByLabel('API base URL')).toHaveAccessibleDescription(/https:\/\//);
  await expect(page.getByLabel('API token')).toHaveAccessibleDescription(/Enter the API token/);
  await accessible(page);
  expect(await api.asked()).toEqual([]);
});

test('a path without its slash is offered in both readings', async ({ page }) => {
  await connect(page, 'api/v1', TOKEN);
  await expect(page.getByLabel('API base URL')).toHaveAccessibleDescription(/Enter \/api\/v1 .* or https:\/\/api\/v1/);
  await connect(page, '/api/v1', TOKEN);
  await expect(rows(page)).toHaveCount(20);
});

test.describe('an address that the policy of this site does not allow', () => {
  test.use({ expectedErrors: /policy: connect-src|Content Security Policy/ });

  for (const base of ['http://10.20.30.40:8000/api/v1', 'http://acs.lan/api/v1', '[::1]:8000/api/v1']) {
    test(`${base}: the policy is named, not the other side`, async ({ page }) => {
      await connect(page, base, TOKEN);
      await expect(page.getByRole('alert')).toContainText("This page's policy doesn't allow calls to http://");
      await expect(page.getByRole('alert')).toContainText('The browser sent nothing');
      await expect(page.getByRole('alert')).toHaveCount(1);
      await accessible(page);
      await connect(page, '/api/v1', TOKEN);
      await expect(rows(page)).toHaveCount(20);
    });
  }
});

test('a right token shows the operations', async ({ page }) => {
  await connect(page, api.base, `Bearer ${TOKEN}`);
  await expect(page.getByRole('heading', { name: 'Operations', level: 1 })).toBeVisible();
  await expect(rows(page)).toHaveCount(20);
});

test('a token that a password manager filled in without an event is read', async ({ page }) => {
  await page.getByLabel('API base URL').fill(api.base);
  await page.getByLabel('API token').evaluate((field: HTMLInputElement, token) => (field.value = token), TOKEN);
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(rows(page)).toHaveCount(20);
});

test('the address of the resource itself, pasted with a query, is understood', async ({ page }) => {
  await connect(page, `${api.base}/inventory_device_headless_operation/?limit=5`, TOKEN);
  await expect(rows(page)).toHaveCount(20);
});

test('a fresh API that answers null in place of an empty list has no operations yet', async ({ page }) => {
  await connect(page, `${stranger.origin}/nothing`, 'some-token');
  await expect(page.getByText('No operations yet')).toBeVisible();
});

test.describe('refused', () => {
  test.use({ expectedErrors: /Failed to load resource: .*(401|403|404|ERR_)|blocked by CORS policy/ });

  test('401: the token is not accepted, and what was typed stays', async ({ page }) => {
    await connect(page, '/api/v1', 'wrong-token');
    await expect(page.getByRole('alert')).toContainText("doesn't accept the token");
    await expect(page.getByLabel('API token')).toHaveValue('wrong-token');
    await expect(page.getByLabel('API token')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('API token')).toHaveAccessibleDescription(/doesn't accept the token/);
    await page.getByLabel('API token').fill('another');
    await expect(page.getByLabel('API token')).not.toHaveAttribute('aria-invalid', 'true');
    await accessible(page);
    await connect(page, '/api/v1', TOKEN);
    await expect(rows(page)).toHaveCount(20);
  });

  test('403: the token has no permission', async ({ page }) => {
    await connect(page, '/api/v1', 'no-rights');
    await expect(page.getByRole('alert')).toContainText('no permission');
  });

  test('a wrong path of the right server is not this API', async ({ page }) => {
    await connect(page, '/api/v2', TOKEN);
    await expect(page.getByRole('alert')).toContainText("doesn't answer as the operations API");
  });

  test('other servers that answer are not this API', async ({ page }) => {
    for (const path of ['html', 'json', 'list', 'count', 'missing']) {
      await connect(page, `${stranger.origin}/${path}`, 'some-token');
      await expect(page.getByRole('alert'), path).toContainText("doesn't answer as the operations API");
    }
  });

  test('nobody there: a wrong address', async ({ page }) => {
    await connect(page, 'http://127.0.0.1:9/api/v1', TOKEN);
    await expect(page.getByRole('alert')).toContainText('No answer from http://127.0.0.1:9');
    await expect(page.getByRole('alert')).toContainText('Check the address');
  });

  test('somebody is there, but the browser withholds the answer: CORS', async ({ page }) => {
    await connect(page, `${closed.origin}/api/v1`, TOKEN);
    await expect(page.getByRole('alert')).toContainText('browser blocks');
    await expect(page.getByRole('alert')).toContainText('CORS');
    await expect(page.getByRole('alert')).toContainText('proxy');
  });

  test('no network', async ({ page, context }) => {
    await context.setOffline(true);
    await connect(page, '/api/v1', TOKEN);
    await expect(page.getByRole('alert')).toContainText('offline');
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Connect' }).click();
    await expect(rows(page)).toHaveCount(20);
  });
});

test.describe('the token', () => {
  test('lives in memory alone: a reload asks for it again', async ({ page }) => {
    await connect(page, '/api/v1', TOKEN);
    await expect(rows(page)).toHaveCount(20);
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    expect(stored).not.toContain(TOKEN);
    await page.reload();
    await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
    await expect(page.getByLabel('API token')).toHaveValue('');
  });

  test.describe('kept for this tab', () => {
    test.use({ keepsToken: true });

    test('survives a reload, is in no other tab, and is forgotten with "Sign out"', async ({ page, context }) => {
      await page.getByLabel('Keep for this tab').check();
      await connect(page, '/api/v1', TOKEN);
      await expect(rows(page)).toHaveCount(20);
      await page.reload();
      await expect(rows(page)).toHaveCount(20);

      const other = await context.newPage();
      await other.goto(api.origin);
      await expect(other.getByRole('form', { name: 'Connect' })).toBeVisible();
      await other.close();

      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
      const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
      expect(stored).not.toContain(TOKEN);
      await page.reload();
      await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
      await expect(page.getByLabel('API token')).toHaveValue('');
    });
  });

  test('of the settings is not used again after "Sign out", until somebody connects', async ({ page }) => {
    await page.route('**/config.json', (route) => route.fulfill({ json: { apiBaseUrl: '/api/v1', token: TOKEN, loadAllUpTo: 0 } }));
    await page.reload();
    await expect(rows(page)).toHaveCount(20);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
    await connect(page, '/api/v1', VIEWER);
    await expect(rows(page)).toHaveCount(20);
    await page.reload();
    await expect(rows(page)).toHaveCount(20);
  });

  test('after "Sign out" nothing of the other connection is left on the page', async ({ page }) => {
    await connect(page, '/api/v1', TOKEN);
    await expect(rows(page)).toHaveCount(20);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('table')).toHaveCount(0);
    await connect(page, '/api/v1', VIEWER);
    await expect(rows(page)).toHaveCount(20);
  });
});
