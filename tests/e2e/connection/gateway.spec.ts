// A gateway in front of page and API, on the same origin: it asks for a new sign-in in the middle of work, damages answers, sets cookies, and
// challenges with a password of its own.
import type { Page } from '@playwright/test';
import { installClock } from '../support/clock';
import { accessible, expect, failed, ids, rows, test } from '../support/journey';
import { answer, proxyTo, serveOther } from '../support/other-server';
import { ReferenceApi, TOKEN } from '../support/reference-api';

type Mode = 'passes' | 'sign-in page' | 'word' | 'damages' | 'challenges';

const HTML = { 'Content-Type': 'text/html', 'Set-Cookie': 'gate=1' };
let mode: Mode = 'passes';
let settings: Record<string, unknown> = {};
let cookies: (string | undefined)[] = [];

const api = new ReferenceApi({ history: 45, config: {} });
test.beforeAll(() => api.start());
test.afterAll(() => api.stop());

const gateway = serveOther((request, response, body) => {
  if (request.url === '/config.json') return answer(response, 200, { apiBaseUrl: '/api/v1', token: TOKEN, loadAllUpTo: 0, ...settings }, { 'Set-Cookie': 'sessionid=x; HttpOnly' });
  if (!request.url?.startsWith('/api/') || mode === 'passes') {
    if (request.url?.startsWith('/api/')) cookies.push(request.headers.cookie);
    return proxyTo(() => api.origin, '/api/v1')(request, response, body);
  }
  cookies.push(request.headers.cookie);
  if (mode === 'sign-in page') return answer(response, 200, '<!doctype html><html><title>Sign in</title></html>', HTML);
  if (mode === 'word') return answer(response, 200, '"login required"');
  if (mode === 'damages') return answer(response, 200, 'this is no gzip', { 'Content-Encoding': 'gzip' });
  return answer(response, 401, { detail: 'Expired.' }, { 'WWW-Authenticate': 'Basic realm="api"' });
});

test.beforeEach(() => {
  mode = 'passes';
  settings = {};
  cookies = [];
});

async function open(page: Page): Promise<void> {
  await installClock(page);
  await page.goto(gateway.origin);
  await expect(rows(page)).toHaveCount(20);
}

for (const [other, says] of [['sign-in page', 'The answer is a web page (“Sign in”), not data.'], ['word', "The answer is not the API's."]] as const) {
  test(`a ${other} in the middle of work does not blame the address, and offers to reload`, async ({ page }) => {
    await open(page);
    const before = await ids(page);
    mode = other;
    await page.clock.fastForward(20_000);
    const stale = page.getByRole('status').filter({ hasText: "The answer is not the API's." });
    await expect(stale).toContainText(says);
    await expect(stale).toContainText('reload this page to sign in');
    await expect(stale).not.toContainText('base address');
    expect(await ids(page)).toEqual(before);
    await accessible(page);
    mode = 'passes';
    await stale.getByRole('button', { name: 'Reload page' }).click();
    await expect(rows(page)).toHaveCount(20);
    await expect(stale).toHaveCount(0);
  });
}

test.describe('a damaged answer', () => {
  test.use({ expectedErrors: failed('ERR_CONTENT_DECODING_FAILED') });

  test('is told apart from a missing one, with its status', async ({ page }) => {
    await open(page);
    mode = 'damages';
    await page.clock.fastForward(20_000);
    const stale = page.getByRole('status').filter({ hasText: 'The answer arrived damaged or incomplete.' });
    await expect(stale).toContainText('The server answered 200.');
  });
});

test.describe('with "readCookies": false', () => {
  test.use({ expectedErrors: failed('401') });

  test('no call takes a cookie along, and a challenge opens the dialog of the console only', async ({ page }) => {
    settings = { readCookies: false };
    await open(page);
    await page.getByLabel('Status', { exact: true }).selectOption('completed');
    await expect(page.getByText('45 of 45 loaded')).toBeVisible();
    expect(cookies.length).toBeGreaterThan(1);
    expect(cookies.filter(Boolean)).toEqual([]);
    mode = 'challenges';
    await page.clock.fastForward(20_000);
    await expect(page.getByRole('dialog', { name: 'The token is no longer accepted' })).toBeVisible();
  });
});
