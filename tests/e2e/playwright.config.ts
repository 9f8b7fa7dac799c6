// The journeys: the built app in Chromium, against the real reference API. Each file has a server and a database of its own.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  // Needs a development build: `script/test gallery`.
  testIgnore: process.env.HEADLESS_OPS_GALLERY ? [] : '**/gallery.spec.ts',
  outputDir: '../../target/e2e',
  fullyParallel: false,
  workers: 2,
  // A shared machine can stall for seconds. A test that passes only the second time is reported as flaky, by name.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: !!process.env.CI,
  reporter: 'list',
  timeout: 60_000,
  expect: { timeout: 7_000 },
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    // A trace of every test costs more time than most tests take.
    trace: 'on-first-retry',
    actionTimeout: 7_000,
    launchOptions: {
      executablePath: process.env.HEADLESS_OPS_CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
