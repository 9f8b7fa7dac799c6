// Fetching the whole history while rows are inserted and the server misbehaves: every row, once.
import { expect, failed, rows, statusLine, test } from '../support/journey';
import { installClock } from '../support/clock';
import { type Fault, serve } from '../support/reference-api';
import type { Page } from '@playwright/test';

const api = serve({ history: 1_150, fleet: 60 });

test.beforeEach(() => Promise.all([api.heal(), api.forget()]).then(() => undefined));

/** The rows that the app holds, page by page, each as id and device. */
async function held(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    found.push(...(await rows(page).evaluateAll((all) => all.map((one) => `${one.getAttribute('data-operation-id')}/${one.getAttribute('data-device-id')}`))));
    const next = page.getByRole('button', { name: 'Next page' });
    if ((await next.getAttribute('aria-disabled')) === 'true') return found;
    const before = await statusLine(page).innerText();
    await next.click();
    await expect(statusLine(page)).not.toHaveText(before);
  }
}

/** Everything that the server has, by the filter that keeps all of it: every operation was scheduled since 2020. */
const EVERYTHING = '#/operations?per=100&from=2020-01-01';

async function expectAll(page: Page): Promise<void> {
  await expect(page.getByText(/^(.+) of \1 loaded$/)).toBeVisible({ timeout: 60_000 });
  await api.heal();
  const server = (await api.all()).map((one) => `${one.id}/${one.device_id}`);
  await expect(statusLine(page)).toContainText(`of ${group(server.length)}`);
  const here = await held(page);
  expect(here.length).toBe(server.length);
  expect(new Set(here)).toEqual(new Set(server));
}

/** The kinds of faults that there are. */
const KINDS: Fault[] = [
  { status: 500 },
  { status: 429, retry_after: '1' },
  { drop: 'before' },
  { truncate: true },
  { delay_ms: 900 },
  { drop: 'after' },
  { drop: 'midway' },
  { status: 503, body: '<html>unavailable</html>', content_type: 'text/html' },
];

const ofTheList = (fault: Fault): Fault => ({ match: 'GET', path: 'headless', ...fault });

/** So many answers, a quarter of them faulty: the same ones for the same seed. */
function faults(seed: number, answers: number): Fault[] {
  let state = seed;
  const below = (end: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
  return Array.from({ length: answers }, () => ofTheList(below(4) === 0 ? KINDS[below(KINDS.length)] : { delay_ms: 1 + below(40) }));
}

const group = (number: number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',');

test('rows inserted while pages are fetched are neither lost nor doubled', async ({ page }) => {
  test.setTimeout(90_000);
  await api.fail({ match: 'GET', path: 'headless', delay_ms: 150, times: 40 });
  await page.goto(`${api.origin}/${EVERYTHING}`);
  for (let batch = 0; batch < 20; batch += 1) {
    await api.insert({ count: 10, status: 'completed' });
    await expect.poll(async () => (await api.asked('GET')).length).toBeGreaterThan(batch / 2);
  }
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expectAll(page);
});

test('it says how many requests it sends at a time', async ({ page }) => {
  await api.fail({ match: 'GET', path: 'headless', delay_ms: 400, times: 40 });
  await page.goto(`${api.origin}/${EVERYTHING}`);
  // Four by HTTP/1.1, so that polls find a free connection.
  const line = page.getByRole('group', { name: 'Loading the history' });
  await expect(line).toContainText(/(1 request|up to [2-4] requests) at a time/);
  await expectAll(page);
});

test.describe('with faults of every kind', () => {
  test.use({ expectedErrors: failed('(429|500|503|ERR_)') });

  test('all that is there arrives, and Retry-After is kept to', async ({ page }) => {
    test.setTimeout(120_000);
    // A good answer between faults, so that nothing gives up.
    await api.fail(...KINDS.flatMap((kind) => [{ delay_ms: 1 }, kind]).map(ofTheList));
    await page.goto(`${api.origin}/${EVERYTHING}`);
    await expectAll(page);
    const asked = await api.asked('GET');
    const busy = asked.find((one) => one.status === 429);
    expect(busy).toBeDefined();
    for (const status of [500, 503, 0]) expect(asked.some((one) => one.status === status), `a ${status} was met`).toBe(true);
  });

  test('by seeds: whatever comes in which order, every row is here once', async ({ page }) => {
    test.setTimeout(300_000);
    // The waits between are told to be over; that they are kept to is shown elsewhere.
    await installClock(page);
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      await test.step(`seed ${seed}`, async () => {
        await api.forget();
        await api.fail(...faults(seed, 40));
        await page.goto(`${api.origin}/${EVERYTHING}`);
        await page.reload();
        await api.insert({ count: 3 + seed, status: 'completed' });
        await expect(async () => {
          await page.clock.fastForward(5_000);
          await expect(page.getByText(/^(.+) of \1 loaded$/)).toBeVisible({ timeout: 250 });
        }).toPass({ timeout: 30_000 });
        expect((await api.asked('GET')).filter((one) => one.status !== 200).length, 'faults were met').toBeGreaterThan(0);
        await api.heal();
        await page.getByRole('button', { name: 'Refresh', exact: true }).click();
        await expectAll(page);
      });
    }
  });

  test('a server that keeps failing ends the fetching with a way to go on', async ({ page }) => {
    test.setTimeout(120_000);
    await installClock(page);
    await page.goto(api.origin);
    await expect(rows(page)).toHaveCount(20);
    await api.fail({ match: 'GET', path: 'headless', status: 500, times: 1_000 });
    await page.getByRole('button', { name: 'Load all' }).click();
    await expect(async () => {
      await page.clock.fastForward(61_000);
      await expect(page.getByText('Only a part of the history is loaded')).toBeVisible({ timeout: 300 });
    }).toPass({ timeout: 40_000 });
    await api.heal();
    await page.getByRole('button', { name: 'Go on loading' }).click();
    const count = (await api.list('limit=1')).count;
    await expect(page.getByText(`${group(count)} of ${group(count)} loaded`)).toBeVisible();
  });
});
