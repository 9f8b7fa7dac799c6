// The app has stopped: a page that covers everything says so, nothing goes on behind it, and the reload brings back what was typed.
import { accessible, expect, rows, test } from '../support/journey';
import { serve } from '../support/reference-api';
import { ScheduleForm } from '../support/schedule-form';
import type { Page } from '@playwright/test';

const api = serve({ history: 45 });

test.use({ expectedErrors: /panicked at|RuntimeError|unreachable/ });
test.beforeEach(() => Promise.all([api.heal(), api.forget()]).then(() => undefined));

const stopped = (page: Page) => page.getByRole('alertdialog', { name: 'Something went wrong and the app stopped' });
const reload = (page: Page) => stopped(page).getByRole('button', { name: 'Reload page' });
const goTo = (page: Page, name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();

/** From now on no view that needs such an element can be made; the views panic over that. */
async function breakViews(page: Page, tag: string): Promise<void> {
  await page.evaluate((broken) => {
    const create = document.createElement.bind(document);
    document.createElement = (name: string) => {
      if (name === broken) throw new Error(`no ${name}`);
      return create(name);
    };
  }, tag);
}

/** A clock of the test's. It takes the app's clearing of all timers for a mistake where one of them waits for an idle moment: none does. */
async function installClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.addInitScript('delete window.requestIdleCallback');
}

/** A function that traps: `(module (func (export "trap") unreachable))`. */
const TRAP = `new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0, 10, 5, 1, 3, 0, 0, 11]))).exports.trap`;

/** The page about the stop covers the window to its corners, and nothing of the app is left that looks alive or asks for anything. */
async function nothingGoesOn(page: Page): Promise<void> {
  await expect(stopped(page).getByRole('heading')).toBeFocused();
  const uncovered = await page.evaluate(() => {
    const [right, bottom] = [innerWidth - 1, innerHeight - 1];
    const places = [[0, 0], [right, 0], [0, bottom], [right, bottom], [right / 2, bottom / 2]];
    return places.filter(([x, y]) => !document.elementFromPoint(x, y)?.closest('[role="alertdialog"]'));
  });
  expect(uncovered).toEqual([]);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByText(/\blive\b|updated .* ago/i)).toHaveCount(0);
  await expect(page).toHaveTitle('Stopped · Headless Ops');
  const address = page.url();
  // What was sent before the stop may still be on its way.
  let before = -1;
  await expect(async () => {
    const now = (await api.asked()).length;
    const quiet = now === before;
    before = now;
    expect(quiet).toBe(true);
  }).toPass();
  await api.forget();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  for (let i = 0; i < 4; i += 1) await page.clock.fastForward(30_000);
  await page.keyboard.press('r');
  await page.keyboard.press('n');
  expect(await api.asked()).toEqual([]);
  expect(page.url()).toBe(address);
}

for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
  test(`a panic in a view at ${viewport.width} px: the page says so, nothing goes on, the reload brings the draft back`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await installClock(page);
    const schedule = await ScheduleForm.open(page, api.origin);
    await schedule.fillFirmware('DEV-001');
    await breakViews(page, 'table');
    await goTo(page, 'Operations');
    await expect(stopped(page)).toBeVisible({ timeout: 1_000 });
    await nothingGoesOn(page);
    await expect(stopped(page)).toContainText('Schedule draft: kept in this tab');
    await expect(stopped(page)).not.toContainText('Schedule request');
    await stopped(page).locator('summary').click();
    await expect(stopped(page).getByText('no table')).toBeVisible();
    await accessible(page);
    await reload(page).click();
    await expect(rows(page).first()).toBeVisible();
    await goTo(page, 'Schedule');
    await expect(schedule.form.getByRole('button', { name: 'Remove DEV-001' })).toBeVisible();
    await expect(schedule.form.getByLabel('Firmware version')).toHaveValue('2.5.0');
  });
}

test('a panic while a request is on its way: the page says that its outcome is not known, the reload looks for it', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.fillFirmware('DEV-002');
  await schedule.toReview();
  await api.fail({ match: 'POST', delay_ms: 20_000 });
  await schedule.send.click();
  await expect(page.getByText('Sending; please wait')).toBeVisible();
  await breakViews(page, 'table');
  await goTo(page, 'Operations');
  await expect(stopped(page)).toContainText('Schedule request: the outcome isn\'t known yet');
  await reload(page).click();
  await expect(rows(page).first()).toBeVisible();
  await goTo(page, 'Schedule');
  await expect(page.getByRole('heading', { name: 'Searching for the operation' })).toBeVisible();
  expect((await api.asked('POST')).length).toBeLessThanOrEqual(1);
});

test('a trap without a panic, over an open dialog: the same page, without a draft; "back" loads the page before', async ({ page }) => {
  await installClock(page);
  await page.goto(`${api.origin}/#/operations`);
  await expect(rows(page).first()).toBeVisible();
  await goTo(page, 'Report');
  await expect(page.getByRole('heading', { name: 'Report' })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  // Within each text that a view makes until the app has stopped, not only in the next: the test's clock swallows traps inside timers.
  await page.evaluate(`{
    const create = document.createTextNode.bind(document);
    document.createTextNode = (text) => (document.querySelector('[role=alertdialog]') ? create(text) : ${TRAP}());
    location.hash = '#/operations';
  }`);
  await expect(stopped(page)).toBeVisible({ timeout: 3_000 });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await nothingGoesOn(page);
  await expect(stopped(page)).not.toContainText('draft');
  await accessible(page);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Report' })).toBeVisible();
});

test('a trap while the app starts is not blamed on the browser', async ({ page }) => {
  await page.addInitScript(`{
    const queue = queueMicrotask;
    globalThis.queueMicrotask = () => {
      globalThis.queueMicrotask = queue;
      ${TRAP}();
    };
  }`);
  await page.goto(api.origin);
  await expect(stopped(page)).toBeVisible();
  await expect(page.getByText('too old')).toHaveCount(0);
});

test('"Open start page" leaves an address whose view stops the app', async ({ page }) => {
  await page.goto(`${api.origin}/#/report`);
  await expect(page.getByRole('heading', { name: 'Report' })).toBeVisible();
  await breakViews(page, 'form');
  await goTo(page, 'Schedule');
  await stopped(page).getByRole('link', { name: 'Open start page' }).click();
  await expect(rows(page).first()).toBeVisible();
});
