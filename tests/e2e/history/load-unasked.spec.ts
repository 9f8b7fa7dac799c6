// A short history is loaded without being asked for, once the first rows are shown: two calls at a time, and only as far as the site allows.
import { accessible, expect, failed, rows, test } from '../support/journey';
import { type Operation, serve } from '../support/reference-api';

const UP_TO = 5_000;
const api = serve({ history: 730, fleet: 60, loadAllUpTo: UP_TO });
let all: Operation[] = [];

test.beforeAll(async () => {
  all = await api.all();
});

test('the counts speak of all rows, though nothing was pressed', async ({ page }) => {
  await page.goto(api.origin);
  await expect(page.getByText(`${all.length} of ${all.length} loaded`)).toBeVisible({ timeout: 20_000 });
  const counts = page.getByRole('list', { name: 'Counts of what is loaded' });
  const failures = all.filter((one) => one.status === 'failed').length;
  await expect(counts.getByRole('button', { name: 'Failed' })).toContainText(String(failures));
  await expect(counts).not.toContainText('loaded');
  await expect(rows(page)).toHaveCount(20);
  await accessible(page);
});

test('at most two calls for it are under way at a time, after the first page', async ({ page }) => {
  let underWay = 0;
  let most = 0;
  const begun: string[] = [];
  await page.route(/limit=100/, async (route) => {
    begun.push(route.request().url());
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((done) => setTimeout(done, 150));
    underWay -= 1;
    await route.continue();
  });
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  await expect(page.getByText(`${all.length} of ${all.length} loaded`)).toBeVisible({ timeout: 30_000 });
  expect(begun.length).toBeGreaterThanOrEqual(8);
  expect(most).toBeLessThanOrEqual(2);
});

for (const [name, loadAllUpTo] of [['a longer history', 700], ['0', 0]] as const) {
  test(`${name} is left alone until something needs it`, async ({ page }) => {
    await page.route('**/config.json', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ json: { ...(await answer.json()), loadAllUpTo } });
    });
    await page.goto(api.origin);
    await expect(rows(page)).toHaveCount(20);
    await api.forget();
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await expect.poll(async () => (await api.asked('GET')).length).toBeGreaterThan(0);
    await expect(page.getByTestId('loaded')).toHaveText(`20 of ${all.length} loaded`);
    expect((await api.asked('GET')).filter((one) => one.url.includes('offset=1'))).toEqual([]);
  });
}

test.describe('before anything is known', () => {
  test.use({ expectedErrors: failed('500') });

  test('no number is shown, and a first error is not called stale', async ({ page }) => {
    await api.fail({ match: 'GET', path: 'headless', status: 500, body: { detail: 'No.' }, times: 50 });
    await page.goto(api.origin);
    await expect(page.getByText('The API failed (500).')).toBeVisible();
    await expect(page.getByText('not loaded', { exact: true })).toBeVisible();
    await expect(page.getByText('stale', { exact: true })).toHaveCount(0);
    await expect(page.getByTestId('loaded')).toHaveText('…');
    for (const count of await page.getByRole('list', { name: 'Counts of what is loaded' }).getByRole('button').all()) {
      await expect(count).toContainText('…');
    }
    await api.heal();
  });
});
