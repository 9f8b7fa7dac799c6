// The main job by keys alone: no pointer anywhere in this file.
import { expect, ids, row, rows, statusLine, test } from '../support/journey';
import { serve } from '../support/reference-api';
import { ScheduleForm } from '../support/schedule-form';
import type { Locator, Page } from '@playwright/test';

const api = serve({ history: 45 });

/** Goes on with Tab until that has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < 80; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never leads to ${target}`);
}

/** The focus can be seen: a ring of at least 2 px, or the frame of the control changes. */
async function ring(page: Page): Promise<number> {
  return page.evaluate(() => {
    const frames: Element[] = [];
    for (let one: Element | null = document.activeElement; one && frames.length < 3; one = one.parentElement) frames.push(one);
    return Math.max(...frames.map((one) => (getComputedStyle(one).outlineStyle === 'none' ? 0 : parseFloat(getComputedStyle(one).outlineWidth))));
  });
}

test('shortcuts: search, rows, open, close, pages, sheet', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  const shown = await ids(page);
  await page.keyboard.press('j');
  await expect(rows(page).nth(0).getByRole('link')).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(rows(page).nth(1).getByRole('link')).toBeFocused();
  expect(await ring(page)).toBeGreaterThanOrEqual(2);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: shown[1] })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await expect(rows(page).nth(1).getByRole('link')).toBeFocused();
  await page.keyboard.press(']');
  await expect(statusLine(page)).toHaveText('21–40 of 45');
  await page.keyboard.press('[');
  await expect(statusLine(page)).toHaveText('1–20 of 45');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet).toBeVisible();
  await expect(sheet.getByText('Next row')).toBeVisible();
  await expect(sheet.getByText('Close the detail'), 'no detail is open').toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Search operations' });
  await expect(search).toBeFocused();
  await page.keyboard.type('jn?firmware');
  await expect(search).toHaveValue('jn?firmware');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
});

test('every control of the list is reached by Tab, with a ring that is seen, and none holds the focus', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  await page.keyboard.press('Tab');
  await expect(page.getByText('Skip to content')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  const search = page.locator('search');
  for (const target of [
    page.getByLabel('Update interval'),
    page.getByRole('button', { name: 'Refresh', exact: true }),
    page.getByRole('button', { name: 'Refresh from devices' }),
    page.getByRole('searchbox', { name: 'Search operations' }),
    search.getByLabel('Status', { exact: true }),
    search.getByLabel('Type', { exact: true }),
    rows(page).nth(0).getByRole('link'),
    page.getByRole('button', { name: 'Next page' }),
    page.getByLabel('Rows per page'),
  ]) {
    await tabTo(page, target);
    expect(await ring(page), String(target)).toBeGreaterThanOrEqual(2);
  }
});

test('an operation is scheduled from end to end', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  await page.keyboard.press('n');
  const schedule = new ScheduleForm(page);
  await tabTo(page, schedule.type);
  await page.keyboard.type('Firmware');
  await expect(schedule.type).toHaveValue('firmware_update');
  await tabTo(page, schedule.devices);
  await page.keyboard.type('DEV-008');
  await page.keyboard.press('Enter');
  await expect(schedule.form.getByRole('button', { name: 'Remove DEV-008' })).toBeVisible();
  await page.keyboard.press('Tab');
  const now = schedule.form.getByRole('radio', { name: 'Now', exact: true });
  const later = schedule.form.getByRole('radio', { name: 'At a time' });
  for (let step = 0; step < 20 && !(await now.or(later).evaluateAll((all) => all.includes(document.activeElement as Element))); step += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  if (!(await now.isChecked())) await page.keyboard.press('ArrowLeft');
  await expect(now).toBeChecked();
  const version = schedule.form.getByLabel('Firmware version');
  await tabTo(page, version);
  await page.keyboard.type('2.5.0');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check before it goes' })).toBeFocused();
  await tabTo(page, schedule.send);
  expect(await ring(page)).toBeGreaterThanOrEqual(2);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/operations\/\d+/);
  const id = /operations\/(\d+)/.exec(page.url())?.[1] ?? '';
  await expect(row(page, id)).toContainText('DEV-008');
});

test('a dialog keeps the focus inside, closes with Escape and gives it back', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  const opener = page.getByRole('button', { name: 'Refresh from devices' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Refresh from devices' });
  await expect(dialog).toBeVisible();
  for (let step = 0; step < 8; step += 1) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => document.activeElement !== document.body && !document.activeElement?.closest('dialog'));
    expect(outside).toBe(false);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test('leaving a page with the focus in one of its fields breaks nothing', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await page.goto(`${api.origin}/#/operations`);
  for (const field of ['devices', 'json', 'webhook', 'type'] as const) {
    await page.goto(`${api.origin}/#/schedule`);
    await schedule[field].focus();
    if (field !== 'type') await page.keyboard.type('x');
    await page.goBack();
    await expect(page.getByRole('table', { name: 'Operations' })).toBeVisible();
  }
  const lookup = page.getByLabel('Operation id');
  await lookup.focus();
  await page.keyboard.type('12');
  await page.evaluate(() => { location.hash = '#/schedule'; });
  await expect(schedule.form).toBeVisible();
  await page.evaluate(() => { location.hash = '#/operations'; });
  await expect(rows(page)).toHaveCount(20);
});

test('after a change of the page, the focus is on its heading', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  for (const [keys, name] of [['gl', 'Live'], ['gt', 'Timeline'], ['gr', 'Report'], ['n', 'Schedule operation'], ['go', 'Operations']] as const) {
    for (const key of keys) await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
  }
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Timeline' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Timeline' })).toBeFocused();
});
