// Live: what moves by itself, what stands still while it does, and what is never asked unasked.
import { accessible, expect, failed, ids, row, rows, setHidden, statusLine, test } from '../support/journey';
import { installClock } from '../support/clock';
import { serve, TOKEN } from '../support/reference-api';
import type { Page } from '@playwright/test';

const api = serve({ history: 45, statusDelay: 800 });

test.beforeEach(() => Promise.all([api.heal(), api.forget()]).then(() => undefined));

/** A page whose clock is ours: time passes as it does, and leaps where a test says so. */
async function open(page: Page, hash = ''): Promise<void> {
  await installClock(page);
  await page.goto(`${api.origin}/${hash}`);
  await expect(rows(page).first()).toBeVisible();
}

const lists = async () => (await api.asked('GET')).filter((one) => one.url.includes('headless_operation'));

test('progress and status move by themselves, in their cells', async ({ page }) => {
  const [id] = await api.insert({ status: 'in_progress', progress: 20, operation_type: 'firmware_update' });
  await open(page);
  await expect(row(page, id).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '20');
  await api.change(id, { progress: 71 });
  await page.clock.fastForward(4_000);
  await expect(row(page, id).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '71');
  await api.change(id, { progress: 100, status: 'completed' });
  await page.clock.fastForward(4_000);
  await expect(row(page, id)).toContainText('Completed');
  await expect(row(page, id).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100');
});

test('a running row that newer ones have pushed off the page is followed by its id', async ({ page }) => {
  const [id] = await api.insert({ status: 'in_progress', progress: 10 });
  await open(page);
  await expect(row(page, id)).toBeVisible();
  await api.insert({ count: 25, status: 'completed' });
  await api.change(id, { progress: 44 });
  await page.clock.fastForward(4_000);
  await expect(row(page, id).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '44');
  await api.change(id, { status: 'completed', progress: 100 });
});

test('new rows announce themselves and do not push', async ({ page }) => {
  await open(page);
  const before = await ids(page);
  const place = await rows(page).first().boundingBox();
  const [id] = await api.insert({ status: 'completed' });
  await page.clock.fastForward(20_000);
  const bar = page.getByText('1 new operation: show');
  await expect(bar).toBeVisible();
  expect(await ids(page)).toEqual(before);
  expect(await rows(page).first().boundingBox()).toEqual(place);
  await accessible(page);
  await bar.click();
  await expect(rows(page).first()).toHaveAttribute('data-operation-id', id);
  await expect(bar).toHaveCount(0);
});

test('focus, scroll, an open detail and a half-typed word survive a refresh', async ({ page }) => {
  const [id] = await api.insert({ status: 'in_progress', progress: 5 });
  await page.setViewportSize({ width: 1440, height: 520 });
  await open(page, '#/operations?per=50');
  await row(page, id).getByRole('link').click();
  const detail = page.getByRole('complementary', { name: id });
  await expect(detail.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '5');
  const scroller = page.getByRole('region', { name: 'Table of operations' });
  await scroller.evaluate((box) => box.scrollTo(0, 400));
  const link = rows(page).nth(15).getByRole('link');
  await link.focus();
  const [at, focused] = [await scroller.evaluate((box) => box.scrollTop), await link.innerText()];
  expect(at).toBeGreaterThan(100);
  await api.change(id, { progress: 90 });
  await api.insert({ count: 3, status: 'completed' });
  await page.clock.fastForward(4_000);
  await expect(detail.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '90');
  expect(await scroller.evaluate((box) => box.scrollTop)).toBe(at);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(focused);
  await api.change(id, { status: 'completed', progress: 100 });
});

test('a hidden tab asks nothing; in sight again it asks once', async ({ page }) => {
  await api.insert({ status: 'in_progress', progress: 5 });
  await open(page);
  await setHidden(page, true);
  await api.forget();
  await page.clock.fastForward('10:00');
  await page.clock.fastForward('50:00');
  expect(await lists()).toEqual([]);
  await setHidden(page, false);
  await expect.poll(async () => (await lists()).length).toBe(1);
  await expect(page.getByText('updated just now')).toBeVisible();
  expect((await lists()).length).toBe(1);
});

test('the interval can be chosen, and polling paused', async ({ page }) => {
  await open(page);
  await page.getByLabel('Update interval').selectOption('Paused');
  await api.forget();
  await page.clock.fastForward('30:00');
  expect(await lists()).toEqual([]);
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect.poll(async () => (await lists()).length).toBe(1);
});

test('"Refresh from devices" shows its cost first; nothing else ever asks the devices', async ({ page }) => {
  await open(page);
  for (let i = 0; i < 5; i += 1) await page.clock.fastForward(20_000);
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await page.getByRole('button', { name: 'Refresh from devices' }).click();
  const dialog = page.getByRole('dialog', { name: 'Refresh from devices' });
  await expect(dialog).toContainText('20 rows on this page, in one call');
  await accessible(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  const fromDevices = async () => (await lists()).filter((one) => one.url.includes('update_status=true'));
  expect(await fromDevices()).toEqual([]);

  await page.getByRole('button', { name: 'Refresh from devices' }).click();
  await dialog.getByRole('button', { name: 'Ask the devices' }).click();
  await expect(page.getByRole('button', { name: 'Asking the devices' })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('button', { name: 'Refresh from devices' })).toBeVisible();
  expect((await fromDevices()).length).toBe(1);
});

test('a slow answer that a newer filter or page has overtaken changes nothing', async ({ page }) => {
  await open(page);
  await api.fail({ match: 'GET', path: 'headless', delay_ms: 2_500 });
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect.poll(async () => statusLine(page).innerText()).not.toBe('');
  await page.getByRole('button', { name: 'Previous page' }).click();
  const first = (await api.list('limit=20')).results.map((one) => one.id);
  await expect.poll(() => ids(page)).toEqual(first);

  await api.fail({ match: 'GET', path: 'headless', delay_ms: 1_500 });
  await page.getByLabel('Operation id').fill(first[3]);
  await page.getByLabel('Operation id').press('Enter');
  await page.getByLabel('Operation id').fill(first[7]);
  await page.getByLabel('Operation id').press('Enter');
  await expect.poll(async () => new Set(await ids(page))).toEqual(new Set([first[7]]));
  await expect.poll(async () => (await lists()).filter((one) => one.url.includes(`id=${first[7]}`)).length).toBeGreaterThan(0);
  const late = page.waitForResponse((one) => one.url().includes('limit=20&offset=20'), { timeout: 3_000 }).catch(() => null);
  expect(await late).toBeNull();
  expect(new Set(await ids(page))).toEqual(new Set([first[7]]));
});

test.describe('when the API fails', () => {
  test.use({ expectedErrors: failed('(401|429|500|503|ERR_)') });

  test('the data stays, its age is said, and it recovers by itself', async ({ page }) => {
    await open(page);
    const before = await ids(page);
    await api.fail({ match: 'GET', path: 'headless', status: 500, body: { detail: 'Status helper down.' }, times: 100 });
    await page.clock.fastForward(20_000);
    const stale = page.getByRole('status').filter({ hasText: 'The API failed (500).' });
    await expect(stale).toContainText('Status helper down.');
    await expect(stale).toContainText('What you see was true');
    await expect(page.getByText('stale')).toBeVisible();
    expect(await ids(page)).toEqual(before);
    await accessible(page);
    await api.heal();
    await page.clock.fastForward(70_000);
    await expect(stale).toHaveCount(0);
    expect(await ids(page)).toEqual(before);
  });

  test('no network: the same, and it goes on at once when it is back', async ({ page, context }) => {
    await open(page);
    await context.setOffline(true);
    await page.clock.fastForward(20_000);
    await expect(page.getByText('This device is offline.')).toBeVisible();
    await expect(rows(page)).toHaveCount(20);
    await accessible(page);
    await context.setOffline(false);
    await expect(page.getByText('This device is offline.')).toHaveCount(0);
  });

  for (const form of ['seconds', 'date', 'date by a clock an hour and a half ahead'] as const) {
    test(`Retry-After is kept to, as ${form}, "Refresh" apart`, async ({ page }) => {
      await open(page);
      if (form.includes('ahead')) await page.clock.setSystemTime(Date.now() - 90 * 60_000);
      const retry_after = form === 'seconds' ? '120' : new Date(Date.now() + 140_000).toUTCString();
      await api.fail({ match: 'GET', path: 'headless', status: 429, retry_after });
      await page.clock.fastForward(20_000);
      await expect(page.getByText('The API asks to wait.')).toBeVisible();
      await expect(page.getByText('Next call at the earliest: in 2 min.')).toBeVisible();
      await api.forget();
      await page.clock.fastForward(90_000);
      await setHidden(page, true);
      await setHidden(page, false);
      expect(await lists()).toEqual([]);
      await page.clock.fastForward(70_000);
      await expect(page.getByText('The API asks to wait.')).toHaveCount(0);
    });
  }

  test('a wait holds for every call, whichever it answered, and is told', async ({ page }) => {
    await open(page);
    await api.fail({ match: 'GET', path: 'headless', status: 429, retry_after: '60' });
    await page.clock.fastForward(20_000);
    await expect(page.getByText('The API asks to wait.')).toBeVisible();
    await api.forget();
    await page.getByRole('button', { name: 'Load all' }).click();
    await expect(page.getByRole('group', { name: 'Loading the history' })).toContainText('as the API asks to wait');
    await rows(page).nth(1).getByRole('link').click();
    await expect(page.getByRole('complementary')).toBeVisible();
    expect(await lists()).toEqual([]);
    await page.clock.fastForward(61_000);
    await expect(page.getByText(/^(.+) of \1 loaded$/)).toBeVisible();
    await expect(page.getByText('The API asks to wait.')).toHaveCount(0);
  });

  test('an expired token is renewed in place: the page stays as it is', async ({ page }) => {
    await open(page, '#/operations?page=2');
    const before = await ids(page);
    await api.revoke(TOKEN);
    await page.clock.fastForward(20_000);
    const dialog = page.getByRole('dialog', { name: 'The token is no longer accepted' });
    await expect(dialog).toBeVisible();
    await accessible(page);
    await api.forget();
    await page.clock.fastForward('05:00');
    expect(await lists()).toEqual([]);
    await dialog.getByLabel('API token').fill('still-wrong');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await expect(dialog.getByRole('alert')).toContainText("doesn't accept");
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByText('What you see is not updated')).toBeVisible();
    await accessible(page);
    await page.getByRole('button', { name: 'Enter a token' }).click();
    await api.accept('renewed-token');
    // As a password manager fills it in: without an event.
    await dialog.getByLabel('API token').evaluate((field: HTMLInputElement) => (field.value = 'renewed-token'));
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await expect(dialog).toBeHidden();
    expect(await ids(page)).toEqual(before);
    expect(page.url()).toContain('page=2');
    await expect.poll(async () => (await lists()).filter((one) => one.status === 200).length).toBeGreaterThan(0);
    await api.accept(TOKEN);
  });

  test('killed and started again, on the same data: it goes on', async ({ page }) => {
    await open(page);
    const before = await ids(page);
    await api.kill();
    await page.clock.fastForward(20_000);
    await expect(page.getByText("The server that serves this page doesn't answer.")).toBeVisible();
    expect(await ids(page)).toEqual(before);
    await api.start();
    await page.clock.fastForward(70_000);
    await expect(page.getByText("The server that serves this page doesn't answer.")).toHaveCount(0);
    expect(await ids(page)).toEqual(before);
  });
});
