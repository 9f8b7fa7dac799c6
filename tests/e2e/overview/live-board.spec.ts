// The live board: figures that are those of the API, and of the list behind each link; estimates that are not made up.
import type { Locator, Page } from '@playwright/test';
import { accessible, expect, failed, ids, row, statusLine, test } from '../support/journey';
import { installClock } from '../support/clock';
import { type Operation, serve } from '../support/reference-api';

const api = serve({ history: 320, fleet: 30 });

type Row = Operation & { started_at: string | null; completed_at: string | null; updated_at: string };

const MINUTE = 60_000;
const ago = (minutes: number, now: number) => new Date(now - minutes * MINUTE).toISOString().replace(/\.\d+/, '');
const figure = (page: Page, name: string): Locator => page.getByRole('region', { name: new RegExp(`\\b${name}\\b`) });
const number = async (part: Locator) => Number((await part.getByRole('heading').innerText()).replace(/,/g, '').match(/^\d+/)?.[0]);

/** What belongs under each figure, reckoned here from what the API says alone. */
async function expected(): Promise<Record<string, Row[]>> {
  const all = (await api.all()) as Row[];
  const now = Math.floor((await api.advance(0)) / MINUTE) * MINUTE;
  const waits = (one: Row) => ['scheduled', 'pending'].includes(one.status);
  const at = (time: string | null) => (time ? Date.parse(time) : Number.NaN);
  const runs = all.filter((one) => one.status === 'in_progress');
  return {
    Running: runs,
    Late: all.filter((one) => waits(one) && at(one.scheduled_at) < now - 2 * MINUTE),
    Stalled: runs.filter((one) => at(one.updated_at) < now - 15 * MINUTE),
    Failed: all.filter((one) => one.status === 'failed' && at(one.completed_at) >= now - 24 * 60 * MINUTE),
    'Upcoming': all.filter((one) => waits(one) && at(one.scheduled_at) >= now && at(one.scheduled_at) < now + 24 * 60 * MINUTE),
  };
}

test.beforeAll(async () => {
  let now = await api.advance(0);
  // What is said to be silent must be said before the clock moves on.
  await api.insert({ count: 2, status: 'in_progress', progress: 30, operation_type: 'firmware_update', started_at: ago(5, now) });
  now = await api.advance(20 * 60);
  await api.insert({ count: 3, status: 'in_progress', progress: 50, operation_type: 'config_sync', started_at: ago(10, now) });
  await api.insert({ count: 4, status: 'scheduled', scheduled_at: ago(12, now) });
  await api.insert({ count: 1, status: 'pending', scheduled_at: ago(0.5, now) });
  await api.insert({ count: 5, status: 'failed', started_at: ago(90, now), completed_at: ago(80, now), operation_data: { failure_reason: 'disk full' } });
  await api.insert({ count: 20, status: 'scheduled', scheduled_at: ago(-120, now) });
  await api.insert({ count: 2, status: 'scheduled', scheduled_at: ago(-26 * 60, now) });
});

test.beforeEach(() => Promise.all([api.heal(), api.forget()]).then(() => undefined));

async function opened(page: Page): Promise<void> {
  await page.goto(`${api.origin}/#/live`);
  await expect(figure(page, 'Running')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('loading the rest')).toHaveCount(0, { timeout: 20_000 });
}

test('each figure is that of the API, and its link leads to exactly those rows', async ({ page }) => {
  await opened(page);
  await expect(page).toHaveTitle(/^Live/);
  await expect(figure(page, 'Failed').getByText('disk full').first()).toBeVisible();
  for (const name of ['Running', 'Late', 'Stalled', 'Failed', 'Upcoming']) {
    await expect(async () => {
      const wanted = (await expected())[name];
      expect(wanted.length, name).toBeGreaterThan(0);
      expect(await number(figure(page, name)), name).toBe(wanted.length);
    }).toPass();
    const wanted = (await expected())[name];
    const count = await number(figure(page, name));
    await figure(page, name).getByRole('heading').getByRole('link').click();
    await expect(page).toHaveURL(/#\/operations\?status=/);
    await expect(page.getByTestId('count'), name).toContainText(`${count} match of`);
    await expect(statusLine(page)).toContainText(`of ${count}`);
    expect(wanted.map((one) => one.id), name).toEqual(expect.arrayContaining(await ids(page)));
    await page.goBack();
  }
});

test('a line opens its operation in the list', async ({ page }) => {
  await opened(page);
  const line = figure(page, 'Stalled').getByRole('listitem').first().getByRole('link');
  await line.click();
  await expect(page.getByRole('complementary')).toContainText('firmware_update');
  await expect(page).toHaveURL(/#\/operations\/[^?]+\?status=in_progress&date=updated&to=/);
});

test('what is left is estimated by its pace, and not at all where nothing can be gone by', async ({ page }) => {
  await opened(page);
  const lines = figure(page, 'Running').getByRole('listitem');
  // Half done in ten minutes: about ten more, with a range.
  await expect(lines.filter({ hasText: 'config_sync' }).first()).toContainText(/\d+–\d+ min left/);
  const [id] = await api.insert({ status: 'in_progress', progress: 1, operation_type: 'never_seen_before', operation_data: {} });
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(lines.filter({ hasText: 'never_seen_before' })).toContainText('no estimate');
  await api.change(id, { status: 'completed', progress: 100 });
});

test('the detail of a line says the same of what is left', async ({ page }) => {
  const left = /(\d+–\d+|about \d+|under \d+) (min|s) left/;
  // A minute may end in between.
  await expect(async () => {
    await opened(page);
    const line = figure(page, 'Running').getByRole('listitem').filter({ hasText: 'config_sync' }).first();
    await expect(line).toContainText(left);
    const said = left.exec(await line.innerText())?.[0];
    await line.getByRole('link').click();
    await expect(page.getByRole('complementary')).toContainText(`${said}, by its own pace so far`);
  }).toPass();
});

test('it moves by itself, whatever page of the API a row is on', async ({ page }) => {
  const [id] = await api.insert({ status: 'in_progress', progress: 20, operation_type: 'backup_config' });
  await api.insert({ count: 110, status: 'completed' });
  await installClock(page);
  await opened(page);
  const before = await number(figure(page, 'Running'));
  const line = figure(page, 'Running').getByRole('listitem').filter({ hasText: 'backup_config' });
  await expect(line.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '20');
  await api.change(id, { progress: 60 });
  // The more requests a poll takes, the later is the next: 21 s for seven.
  await expect(async () => {
    await page.clock.fastForward(25_000);
    await expect(line.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '60', { timeout: 500 });
  }).toPass();
  await api.change(id, { status: 'completed', progress: 100 });
  await expect(async () => {
    await page.clock.fastForward(25_000);
    await expect(line).toHaveCount(0, { timeout: 500 });
  }).toPass();
  expect(await number(figure(page, 'Running'))).toBe(before - 1);
});

test('keys lead there, and nothing on it is out of reach', async ({ page }) => {
  await page.goto(api.origin);
  await expect(row(page, (await api.list('limit=1')).results[0].id).first()).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/#\/live$/);
  await expect(figure(page, 'Late')).toBeVisible({ timeout: 20_000 });
  await accessible(page);
});

test('only a part is said to be one, and the rest can be loaded', async ({ page }) => {
  await api.fail({ match: 'GET', path: 'headless', delay_ms: 700, times: 40 });
  await page.goto(`${api.origin}/#/live`);
  await page.getByRole('button', { name: 'Stop loading' }).click();
  await expect(page.getByText(/^From the newest \d+ of \d+ operations$/)).toBeVisible();
  await accessible(page);
  await api.heal();
  await page.getByRole('button', { name: 'Load all' }).click();
  await expect(page.getByText(/^From the newest/)).toHaveCount(0, { timeout: 20_000 });
  const wanted = await expected();
  expect(await number(figure(page, 'Late'))).toBe(wanted.Late.length);
});

test('a board about some operations says so', async ({ page }) => {
  await page.goto(`${api.origin}/#/live?type=config_sync&status=failed`);
  await expect(page.getByText('Only type config_sync.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('A part of this address is not understood')).toBeVisible();
  await expect(figure(page, 'Running').getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(page).toHaveURL(/#\/live$/);
  expect(await number(figure(page, 'Running'))).toBe((await expected()).Running.length);
});

test('times of day are in sight, without a pointer', async ({ page }) => {
  await opened(page);
  const line = figure(page, 'Late').getByRole('listitem').first();
  await expect(line).toContainText(/was due \d+ min ago/);
  await expect(line.getByText(/^\d+ \w+, \d\d:\d\d$/)).toBeVisible();
});

test('it fills the screen by a button and by a key, and grows with it', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await opened(page);
  const size = () => figure(page, 'Late').getByRole('listitem').first().evaluate((one) => parseFloat(getComputedStyle(one.firstElementChild as Element).fontSize));
  const desk = await size();
  await page.setViewportSize({ width: 1920, height: 1080 });
  const wall = await size();
  expect(wall).toBeGreaterThan(desk);
  await page.setViewportSize({ width: 3840, height: 2160 });
  expect(await size()).toBeGreaterThan(wall);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.getByRole('button', { name: 'Full screen', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Leave full screen' })).toBeVisible();
  const covered = () => page.getByRole('navigation', { name: 'Main' }).evaluate((rail) => document.fullscreenElement !== null && !document.fullscreenElement.contains(rail));
  expect(await covered()).toBe(true);
  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: 'Full screen', exact: true })).toBeVisible();
});

test.describe('the network goes', () => {
  test.use({ expectedErrors: failed('net::ERR_INTERNET_DISCONNECTED') });
  test('within a second the page says so', async ({ page, context }) => {
    await opened(page);
    await context.setOffline(true);
    await expect(page.getByText(/What you see was true/)).toBeVisible({ timeout: 1_000 });
    await context.setOffline(false);
    await expect(page.getByText(/What you see was true/)).toHaveCount(0);
  });
});

test.describe('the API stops answering', () => {
  test.use({ expectedErrors: failed('500') });
  test('the figures stay, and say how old they are', async ({ page }) => {
    await installClock(page);
    await opened(page);
    await api.fail({ match: 'GET', path: 'headless', status: 500, times: 50 });
    await page.clock.fastForward(20_000);
    await expect(page.getByText(/What you see was true/)).toBeVisible();
    await expect(figure(page, 'Late')).toBeVisible();
    await accessible(page);
    await api.heal();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText(/What you see was true/)).toHaveCount(0);
  });
});

test.describe('a fresh API', () => {
  const none = serve({ history: 0 });
  test('there is nothing yet, and that is said', async ({ page }) => {
    await page.goto(`${none.origin}/#/live`);
    await expect(page.getByText('No operations yet')).toBeVisible({ timeout: 20_000 });
    await accessible(page);
  });
});
