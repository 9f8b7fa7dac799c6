// Fixture of every journey: a monitored page. Console errors, uncaught errors, violations of the content policy, and a token in a place
// where none is allowed fail the test.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { openPlaces, reportViolations, tokenPlaces } from '../../support/watch.mjs';

export { expect };

interface Options {
  /** Console errors that this journey causes on purpose. Chromium itself logs one for each rejected or lost request. */
  expectedErrors: RegExp | undefined;
  /** The tab keeps its token. Only then may it be in sessionStorage. */
  keepsToken: boolean;
}

interface Watch {
  watched: void;
}

/** Chromium's message for a failed request. Each journey lists those it expects. */
export const failed = (what: string) => new RegExp(`Failed to load resource: .*${what}`);

export const test = base.extend<Options & Watch>({
  expectedErrors: [undefined, { option: true }],
  keepsToken: [false, { option: true }],
  watched: [
    async ({ page, expectedErrors, keepsToken }, use) => {
      const said: string[] = [];
      const errors: string[] = [];
      const urls: string[] = [];
      page.on('console', (message) => {
        said.push(message.text());
        if (message.type() === 'error') errors.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => errors.push(`page: ${error.message}`));
      page.on('request', (request) => urls.push(request.url()));
      page.on('framenavigated', (frame) => urls.push(frame.url()));
      await page.addInitScript(reportViolations);
      await use();
      const unexpected = errors.filter((error) => !expectedErrors?.test(error));
      expect(unexpected, 'errors in the console or the page').toEqual([]);
      if (!page.isClosed() && page.url().startsWith('http')) {
        const places = await page.evaluate(openPlaces);
        const open = { ...places, session: keepsToken ? '' : places.session, said: said.join('\n'), urls: urls.join('\n') };
        expect(tokenPlaces(open), 'places with a token').toEqual([]);
      }
    },
    { auto: true },
  ],
});

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** Expects no violations by axe in either theme. Animations are off, because a colour that is still fading has the wrong contrast. */
export async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page });
    // The themes differ only in colours.
    const { violations } = await (colorScheme === 'light' ? axe.withTags(RULES) : axe.withRules(['color-contrast'])).analyze();
    const found = violations.flatMap((one) => one.nodes.map((node) => `${colorScheme} ${one.id}: ${node.html.slice(0, 160)} — ${node.failureSummary}`));
    expect(found).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/** The body rows of the list, in order. */
export const rows = (page: Page): Locator => page.getByRole('table', { name: 'Operations' }).locator('[data-operation-id]');

/** The row of an operation. */
export const row = (page: Page, id: string): Locator =>
  page.getByRole('table', { name: 'Operations' }).locator(`[data-operation-id="${id}"]`);

/** The ids on the screen, in order. */
export const ids = (page: Page): Promise<string[]> =>
  rows(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-operation-id') ?? ''));

/** "1–20 of 45". */
export const statusLine = (page: Page): Locator => page.getByRole('navigation', { name: 'Pagination' }).getByRole('status');

/** Hides or shows the tab. Headless Chromium never hides one by itself. */
export async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((now) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => now });
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (now ? 'hidden' : 'visible') });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, hidden);
}
