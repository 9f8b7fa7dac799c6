// The worker that fetches and decodes pages: the list is whole with it and without it.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey';
import { serve } from '../support/reference-api';

const api = serve({ history: 450, fleet: 30 });
const EVERYTHING = '#/operations?per=100&from=2020-01-01';
const SCRIPT = /\/worker-[0-9a-f]+\.js$/;
const DECODER = /\/worker-[0-9a-f]+\.wasm$/;

async function expectWhole(page: Page, timeout = 20_000): Promise<void> {
  await page.goto(`${api.origin}/${EVERYTHING}`);
  await expect(page.getByText(/^(.+) of \1 loaded$/)).toBeVisible({ timeout });
}

test('pages come by a worker, which ends with the fetching', async ({ page }) => {
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(new URL(worker.url()).pathname));
  await expectWhole(page);
  expect(workers).toHaveLength(1);
  expect(workers[0]).toMatch(SCRIPT);
  await expect.poll(() => page.workers().length).toBe(0);
});

test('all is fetched all the same where its script never arrives', async ({ page }) => {
  test.setTimeout(60_000);
  await page.route(SCRIPT, () => undefined);
  await expectWhole(page, 40_000);
});

test.describe('without it', () => {
  test.use({ expectedErrors: /integrity|digest|Failed to (load|find|fetch)|ERR_FAILED/i });

  for (const [what, file] of [['script', SCRIPT], ['decoder', DECODER]] as const) {
    test(`all is fetched all the same where the worker's ${what} is blocked, and the console says so`, async ({ page }) => {
      const warnings: string[] = [];
      page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
      await page.route(file, (route) => route.abort());
      await expectWhole(page);
      expect(warnings.filter((text) => text.startsWith('Pages are fetched without a worker'))).toHaveLength(1);
    });
  }
});
