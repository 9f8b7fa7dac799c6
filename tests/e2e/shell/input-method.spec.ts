// Keys that belong to an input method: while it composes, no handler acts, and the page stays as it is.
import type { Locator } from '@playwright/test';
import { expect, rows, test } from '../support/journey';
import { serve } from '../support/reference-api';
import { ScheduleForm } from '../support/schedule-form';

const api = serve({ history: 45 });

/** How browsers report a key while text is composed, and how Safari reports the key that ended the composition. */
const COMPOSED = [{ isComposing: true, keyCode: 229 }, { isComposing: true, keyCode: 13 }, { isComposing: false, keyCode: 229 }];

async function composed(target: Locator, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    for (const how of COMPOSED) await target.dispatchEvent('keydown', { key, ...how, bubbles: true, cancelable: true });
  }
}

test('devices: nothing is chosen, added or removed', async ({ page }) => {
  const schedule = await ScheduleForm.open(page, api.origin);
  await schedule.add('DEV-001');
  await composed(schedule.devices, 'Backspace');
  await schedule.devices.fill('DEV-01');
  await expect(page.getByRole('listbox', { name: 'Matches' })).toBeVisible();
  await composed(schedule.devices, 'ArrowDown', 'Enter', 'Escape');
  await expect(schedule.devices).toHaveAttribute('aria-expanded', 'true');
  await expect(schedule.devices).not.toHaveAttribute('aria-activedescendant', /./);
  await expect(schedule.devices).toHaveValue('DEV-01');
  await expect(schedule.form.getByRole('status').filter({ hasText: '1 device chosen' })).toBeVisible();
  await schedule.devices.press('ArrowDown');
  await schedule.devices.press('Enter');
  await expect(schedule.form.getByRole('status').filter({ hasText: '2 devices chosen' })).toBeVisible();
});

test('the query line: the marked suggestion is not taken', async ({ page }) => {
  await page.goto(api.origin);
  await page.getByRole('button', { name: 'Type a query' }).click();
  const line = page.getByRole('combobox', { name: 'Query', exact: true });
  await line.pressSequentially('sta');
  await line.press('ArrowDown');
  await expect(line).toHaveAttribute('aria-activedescendant', 'query-choice-0');
  await composed(line, 'ArrowDown', 'Enter', 'Tab', 'Escape');
  await expect(line).toHaveValue('sta');
  await expect(line).toHaveAttribute('aria-activedescendant', 'query-choice-0');
});

test('shortcuts: no command runs', async ({ page }) => {
  await page.goto(api.origin);
  await expect(rows(page)).toHaveCount(20);
  await composed(page.locator('body'), 'n', '?', 'g', 'j');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('form', { name: 'Schedule operation' })).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(page.getByRole('form', { name: 'Schedule operation' })).toBeVisible();
});
