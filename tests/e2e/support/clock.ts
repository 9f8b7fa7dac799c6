// Control of the page's clock. Call `installClock` before opening the page.
import { expect, type Locator, type Page } from '@playwright/test';

/** Advances the page's clock in steps of a second until something is visible. Pending requests get real time in between. */
export async function untilVisible(page: Page, what: Locator): Promise<void> {
  const step = async () => {
    if (await what.isVisible()) return;
    await page.clock.fastForward(1_000);
    throw new Error('not visible yet');
  };
  await expect(step).toPass({ intervals: [50], timeout: 25_000 });
}

/** Installs a fake clock in the page, including the time-outs of requests, which `page.clock` doesn't affect. */
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
