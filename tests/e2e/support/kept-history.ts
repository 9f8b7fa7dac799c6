// The history kept between visits: its settings, and what is in the browser's database.
import { expect, type Page } from '@playwright/test';

export const ALL_LOADED = /^(.+) of \1 loaded$/;

export const settings = (page: Page) => page.getByRole('dialog', { name: 'Loading and keeping' });

export async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Loading and keeping' }).click();
  await expect(settings(page)).toBeVisible();
}

export const keepBox = (page: Page) => settings(page).getByRole('checkbox', { name: 'Keep the history on this computer' });

export async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(settings(page)).toBeHidden();
}

/** Allows the history to be kept, loads it and waits until it is. */
export async function keepAll(page: Page): Promise<void> {
  await openSettings(page);
  await keepBox(page).check();
  await expect(settings(page).getByText('Nothing is kept yet.')).toBeVisible();
  await close(page);
  await page.getByRole('button', { name: 'Load all' }).click();
  await expect(page.getByText(ALL_LOADED)).toBeVisible({ timeout: 20_000 });
  await openSettings(page);
  await expect(settings(page).getByText(/^[\d,]+ operations kept \(\d+ KB\)/)).toBeVisible();
  await close(page);
}

interface Kept {
  keys: string[];
  text: string;
}

/** What is in the browser's database, as the page itself would find it: the keys, without the marks of sign-outs, and the bytes as letters. */
export const inDatabase = (page: Page): Promise<Kept> =>
  page.evaluate(
    () =>
      new Promise<Kept>((done, fail) => {
        const request = indexedDB.open('headless-ops');
        request.onerror = () => fail(request.error);
        request.onsuccess = () => {
          const database = request.result;
          if (!database.objectStoreNames.contains('history')) {
            database.close();
            done({ keys: [], text: '' });
            return;
          }
          const all = database.transaction('history').objectStore('history');
          const [keys, values] = [all.getAllKeys(), all.getAll()];
          values.onsuccess = () => {
            const letters = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
            database.close();
            const kept: { at: number; bytes?: Uint8Array }[] = values.result;
            done({
              keys: keys.result.map(String).filter((key) => !key.startsWith('signed-out,')),
              text: kept.map(({ at, bytes }) => (bytes ? `${at} ${letters(bytes)}` : '')).join(),
            });
          };
        };
      }),
  );
