// The gallery of all components of a development build: screenshots for the eye, and axe. `script/test gallery` runs it.
import type { Page, TestInfo } from '@playwright/test';
import { accessible, expect, test } from '../support/journey';
import { serve } from '../support/reference-api';

// It needs no connection.
const api = serve({ history: 1, fleet: 1, config: { apiBaseUrl: '/api/v1' } });

/** Opens the gallery and waits until all of it is there. */
async function open(page: Page): Promise<void> {
  await page.goto(`${api.origin}/#/gallery`);
  await expect(page.getByRole('heading', { name: 'Gallery' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Toaster' })).toBeVisible();
}

/** Saves a screenshot of each theme in the output folder of the test. */
async function screenshots(page: Page, info: TestInfo, name: string, fullPage = false): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: info.outputPath(`${name}-${colorScheme}.png`), fullPage });
  }
}

test('every component in all its states', async ({ page }, info) => {
  await open(page);
  // A ring shows the focus only after a key.
  await page.getByRole('textbox', { name: 'Device' }).first().focus();
  await page.keyboard.press('Tab');
  await screenshots(page, info, 'components', true);
  await accessible(page);
});

test('what opens over the page', async ({ page }, info) => {
  await open(page);
  for (const [button, name] of [['Open dialog', 'Refresh from devices'], ['Open confirmation', 'Discard the draft?'], ['Open popover', 'Popover']]) {
    const opener = page.getByRole('button', { name: button });
    await opener.click();
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog).toBeVisible();
    await screenshots(page, info, name.toLowerCase().replace(/\W+/g, '-'));
    await accessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
  }
  await page.getByRole('button', { name: 'Show error' }).click();
  await expect(page.getByRole('button', { name: 'Close message' })).toBeVisible();
  await screenshots(page, info, 'toast');
  await accessible(page);
});
