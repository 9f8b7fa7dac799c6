// The history kept between visits, where the person allows it; when it is loaded; and holding the loading.
import type { Page, Route } from '@playwright/test';
import { accessible, expect, failed, rows, statusLine, test } from '../support/journey';
import { ALL_LOADED, close, inDatabase, keepAll, keepBox, openSettings, settings } from '../support/kept-history';
import { serve, TOKEN, VIEWER } from '../support/reference-api';

const api = serve({ history: 1_450, fleet: 60, config: { apiBaseUrl: '/api/v1' } });
const ENDPOINT = '**/inventory_device_headless_operation/**';

test.use({ keepsToken: true });
test.beforeEach(async () => {
  await api.accept(TOKEN);
  await Promise.all([api.heal(), api.forget()]);
});

async function connect(page: Page, token = TOKEN, keepInTab = true): Promise<void> {
  await page.goto(api.origin);
  await page.getByLabel('API token').fill(token);
  if (keepInTab) await page.getByRole('checkbox', { name: /tab/ }).check();
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(rows(page)).toHaveCount(20);
}

/** Puts something else in the place of what is kept. */
const damage = (page: Page, how: 'cut' | 'older' | 'foreign'): Promise<void> =>
  page.evaluate(
    (kind) =>
      new Promise<void>((done, fail) => {
        const request = indexedDB.open('headless-ops');
        request.onerror = () => fail(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const transaction = database.transaction('history', 'readwrite');
          const each = transaction.objectStore('history').openCursor();
          each.onsuccess = () => {
            const at = each.result;
            if (!at) return;
            const bytes = at.value.bytes as Uint8Array;
            if (kind === 'older') bytes[4] = 0;
            const other = { cut: { ...at.value, bytes: bytes.slice(0, -3) }, older: { ...at.value, bytes }, foreign: 'what is this' }[kind];
            at.update(other);
          };
          transaction.oncomplete = () => {
            database.close();
            done();
          };
        };
      }),
    how,
  );

/** Holds the list's answers until they are let go. */
async function hold(page: Page): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let holding = true;
  await page.route(ENDPOINT, (route) => {
    if (holding) held.push(route);
    else void route.fallback();
  });
  return async () => {
    holding = false;
    await Promise.all(held.map((route) => route.fallback().catch(() => undefined)));
  };
}

test('nothing is kept unless somebody says so', async ({ page }) => {
  await connect(page);
  await page.getByRole('button', { name: 'Load all' }).click();
  await expect(page.getByText(ALL_LOADED)).toBeVisible({ timeout: 20_000 });
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await openSettings(page);
  await expect(keepBox(page)).not.toBeChecked();
  await expect(settings(page).getByText('Nothing is kept.', { exact: true })).toBeVisible();
  await accessible(page);
});

test('a reload shows the rows before the API has answered, and then catches up', async ({ page }) => {
  test.setTimeout(90_000);
  await connect(page);
  await keepAll(page);
  const first = await rows(page).first().getAttribute('data-operation-id');
  const release = await hold(page);
  await page.reload();
  await expect(rows(page)).toHaveCount(20);
  await expect(rows(page).first()).toHaveAttribute('data-operation-id', first ?? '');
  await expect(page.getByText(/^You see the history as it was kept .+ asked for\.$/)).toBeVisible();
  await expect(page.getByText(/^as of .+ ago$/)).toBeVisible();
  await accessible(page);
  // Filters work on it at once.
  await page.getByLabel('Status', { exact: true }).selectOption('failed');
  await expect(page.getByTestId('count')).toContainText('match of 1,');
  const [added] = await api.insert({ count: 1, status: 'failed' });
  await api.forget();
  await release();
  await expect(rows(page).first()).toHaveAttribute('data-operation-id', added);
  await expect(page.getByRole('group', { name: 'Loading the history' })).toHaveCount(0);
  await expect(page.getByText(ALL_LOADED)).toBeVisible();
  // The top, and where something had not ended: not all of it again.
  expect((await api.asked('GET')).length).toBeLessThan(12);
});

test('what had not ended is asked for again, wherever it stands', async ({ page }) => {
  test.setTimeout(90_000);
  const [running] = await api.insert({ count: 1, status: 'in_progress' });
  await api.insert({ count: 320, status: 'completed' });
  await connect(page);
  await keepAll(page);
  const release = await hold(page);
  await page.reload();
  await expect(rows(page)).toHaveCount(20);
  await api.change(running, { status: 'failed' });
  await page.getByLabel('Status', { exact: true }).selectOption('in_progress');
  await expect(page.locator(`[data-operation-id="${running}"]`)).toBeVisible();
  await release();
  await expect(page.locator(`[data-operation-id="${running}"]`)).toHaveCount(0);
});

test('rows that cannot be read are kept with the rest, and forgotten once they can be read', async ({ page }) => {
  test.setTimeout(150_000);
  const at = (await api.all()).filter((_, place) => [40, 700, 1_300].includes(place)).map((one) => `${one.id}/${one.device_id}`);
  await page.route(ENDPOINT, async (route) => {
    const response = await route.fetch();
    const { results, ...rest } = (await response.json()) as { results: { id: string; device_id: string }[] };
    const cut = results.map(({ id, ...row }) => (at.includes(`${id}/${row.device_id}`) ? row : { id, ...row }));
    await route.fulfill({ response, json: { ...rest, results: cut } });
  });
  await connect(page);
  await keepAll(page);
  const notice = page.getByRole('status').filter({ hasText: "3 rows can't be read and are left out" });
  for (const visit of ['the first', 'the second']) {
    const release = await hold(page);
    await page.goto(`${api.origin}/#/operations?status=failed`);
    await page.reload();
    await expect(notice, `${visit} time, before the API has answered`).toBeVisible();
    await notice.getByText('Raw JSON').click();
    await expect(notice.locator('pre').first()).toContainText('operation_type');
    await api.forget();
    await release();
    await expect(page.getByRole('group', { name: 'Loading the history' })).toHaveCount(0);
    await expect(page.getByText(ALL_LOADED)).toBeVisible();
    // Without them the count would never fit, and every visit would read everything.
    expect((await api.asked('GET')).length).toBeLessThan(12);
    await expect(notice).toBeVisible();
  }
  await accessible(page);
  await page.unroute(ENDPOINT);
  await page.reload();
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(notice).toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByText(ALL_LOADED)).toBeVisible();
});

test('signing out removes it, and the choice stays', async ({ page }) => {
  await connect(page);
  await keepAll(page);
  expect((await inDatabase(page)).keys).toHaveLength(1);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('form', { name: 'Connect' })).toBeVisible();
  await expect.poll(async () => (await inDatabase(page)).keys).toEqual([]);
  await connect(page);
  await openSettings(page);
  await expect(keepBox(page)).toBeChecked();
  await expect(settings(page).getByText('Nothing is kept yet.')).toBeVisible();
});

test('saying no removes it', async ({ page }) => {
  await connect(page);
  await keepAll(page);
  await openSettings(page);
  await keepBox(page).uncheck();
  await expect(settings(page).getByText('Nothing is kept.', { exact: true })).toBeVisible();
  await expect.poll(async () => (await inDatabase(page)).keys).toEqual([]);
});

test('the token is in nothing that is kept, and another one finds nothing', async ({ page, context }) => {
  await connect(page);
  await keepAll(page);
  const { keys, text } = await inDatabase(page);
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatch(/^\/api\/v1,[0-9a-f]{64}$/);
  expect(text.length).toBeGreaterThan(10_000);
  expect(keys.join() + text + (await page.evaluate(() => JSON.stringify({ ...localStorage })))).not.toContain(TOKEN);
  const other = await context.newPage();
  await connect(other, VIEWER);
  const release = await hold(other);
  const asked = other.waitForRequest(ENDPOINT);
  await other.reload();
  await asked;
  await expect(other.getByRole('button', { name: 'Loading and keeping' })).toBeVisible();
  await expect(rows(other)).toHaveCount(0);
  await expect(other.getByText(/as it was kept/)).toHaveCount(0);
  await release();
  await expect(rows(other)).toHaveCount(20);
  await other.close();
});

test.describe('with a token that was revoked', () => {
  test.use({ expectedErrors: failed('401') });

  test('what was kept under it goes from the screen and from the browser', async ({ page }) => {
    await connect(page);
    await keepAll(page);
    const release = await hold(page);
    await page.reload();
    await expect(rows(page)).toHaveCount(20);
    await api.revoke(TOKEN);
    await release();
    await expect(page.getByRole('dialog', { name: 'The token is no longer accepted' })).toBeVisible();
    await expect(rows(page)).toHaveCount(0);
    await expect.poll(async () => (await inDatabase(page)).keys).toEqual([]);
  });
});

for (const [how, word] of [['cut', /damaged, so it was removed/], ['older', /another version of this app/], ['foreign', /damaged, so it was removed/]] as const) {
  test(`a ${how} copy is dropped with a word`, async ({ page }) => {
    await connect(page);
    await keepAll(page);
    await damage(page, how);
    await page.reload();
    await expect(page.getByRole('region', { name: 'Messages' }).getByText(word)).toBeVisible();
    await expect(rows(page)).toHaveCount(20);
    await expect.poll(async () => (await inDatabase(page)).keys).toEqual([]);
  });
}

test('where the browser has no room, that is said and all else goes on', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await connect(page);
  await openSettings(page);
  await keepBox(page).check();
  await close(page);
  await page.getByRole('button', { name: 'Load all' }).click();
  await expect(page.getByRole('region', { name: 'Messages' }).getByText(/there is no room left/)).toBeVisible();
  await expect(page.getByText(ALL_LOADED)).toBeVisible();
  await openSettings(page);
  await expect(settings(page).getByText(/there is no room left/)).toBeVisible();
});

test('the whole history is loaded by itself where that is chosen, and the choice is remembered', async ({ page }) => {
  await connect(page);
  await openSettings(page);
  await expect(settings(page).getByRole('radio', { name: 'When needed' })).toBeChecked();
  await settings(page).getByRole('radio', { name: 'Automatically' }).check();
  await close(page);
  await expect(page.getByText(ALL_LOADED)).toBeVisible({ timeout: 20_000 });
  await page.reload();
  await expect(page.getByText(ALL_LOADED)).toBeVisible({ timeout: 20_000 });
  await openSettings(page);
  await settings(page).getByRole('radio', { name: 'When needed' }).check();
  expect(await page.evaluate(() => localStorage.getItem('headless-ops.load-history'))).toBeNull();
});

test('where it is never loaded by itself, filters say that they see only a part', async ({ page }) => {
  await connect(page);
  await openSettings(page);
  await settings(page).getByRole('radio', { name: 'Never' }).check();
  await close(page);
  await page.getByLabel('Status', { exact: true }).selectOption('completed');
  const notice = page.getByRole('status').filter({ hasText: 'Filters and order see only what is loaded' });
  await expect(notice).toBeVisible();
  await expect(page.getByText(/^\d+ of 1,\d{3} loaded$/).first()).toBeVisible();
  await notice.getByRole('button', { name: 'Load the rest' }).click();
  await expect(page.getByText(ALL_LOADED)).toBeVisible({ timeout: 20_000 });
  await expect(notice).toHaveCount(0);
});

test('nonsense in the settings counts as none', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('headless-ops.load-history', '{"often":1}');
    localStorage.setItem('headless-ops.keep-history', 'maybe');
  });
  await connect(page);
  await openSettings(page);
  await expect(settings(page).getByRole('radio', { name: 'When needed' })).toBeChecked();
  await expect(keepBox(page)).not.toBeChecked();
});

test('loading is paused and goes on where it was', async ({ page }) => {
  test.setTimeout(90_000);
  await connect(page);
  await api.fail({ match: 'GET', path: 'headless', delay_ms: 700, times: 60 });
  await page.getByRole('button', { name: 'Load all' }).click();
  const line = page.getByRole('group', { name: 'Loading the history' });
  await expect(line.getByRole('progressbar', { name: 'History loaded' })).toBeVisible();
  await line.getByRole('button', { name: 'Pause' }).click();
  await expect(line.getByText('Loading is paused')).toBeVisible();
  await accessible(page);
  // What was under way still comes, and nothing after it.
  const asked = async () => (await api.asked('GET')).filter((one) => one.url.includes('limit=100')).length;
  let before = -1;
  await expect
    .poll(async () => {
      const [was, now] = [before, await asked()];
      before = now;
      return was === now;
    }, { intervals: [1_500] })
    .toBe(true);
  expect(before).toBeLessThan(15);
  await api.heal();
  await line.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText(ALL_LOADED)).toBeVisible({ timeout: 20_000 });
  await expect(line).toHaveCount(0);
  await expect(statusLine(page)).toContainText('of 1,');
});
