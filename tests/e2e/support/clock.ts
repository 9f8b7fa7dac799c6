// The page's clock in the test's hands: `installClock` comes before the page is opened.
import { expect, type Locator, type Page } from '@playwright/test';

/** Lets the page's clock go on, second by second, until something is visible. Calls under way get real time in between. */
export async function untilVisible(page: Page, what: Locator): Promise<void> {
  const step = async () => {
    if (await what.isVisible()) return;
    await page.clock.fastForward(1_000);
    throw new Error('not visible yet');
  };
  await expect(step).toPass({ intervals: [50], timeout: 25_000 });
}

/** Puts the page's clock into the test's hands, and with it the time-outs of calls, which `page.clock` leaves alone. */
export async function installClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.addInitScript(() => {
    AbortSignal.timeout = (ms) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new DOMException('signal timed out', 'TimeoutError')), ms);
      return controller.signal;
    };
  });
}
