// Journeys in Firefox, by node:test and puppeteer over WebDriver BiDi. A file has a browser and a reference API of its own, a test a
// profile of its own. Console errors, uncaught errors, violations of the content policy, and a token in a place where none is allowed fail
// the test.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before } from 'node:test';
import puppeteer from 'puppeteer-core';
import { ReferenceApi } from '../../support/reference-api.mjs';
import { openPlaces, reportViolations, tokenPlaces } from '../../support/watch.mjs';
import { Tab } from './tab.mjs';

const VIEWPORT = { width: 1440, height: 900 };

/** A folder of this file: the home of its browser, with the files that it saved. */
const folder = mkdtempSync(join(tmpdir(), 'headless-ops-firefox-'));
export const DOWNLOADS = join(folder, 'downloads');

function launch() {
  mkdirSync(DOWNLOADS);
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.HEADLESS_OPS_FIREFOX || '/usr/bin/firefox-esr',
    // As root, Firefox refuses a home of somebody else.
    env: { ...process.env, HOME: folder, TZ: 'Europe/Berlin' },
    extraPrefsFirefox: {
      'intl.accept_languages': 'en-GB, en',
      'browser.download.folderList': 2,
      'browser.download.dir': DOWNLOADS,
      'browser.download.alwaysOpenPanel': false,
    },
  });
}

/** Makes errors that are written to the console texts, as BiDi doesn't pass on their messages. Runs before the page's scripts. */
function spellErrors() {
  const write = console.error.bind(console);
  console.error = (...said) => write(...said.map((one) => (one instanceof Error ? `${one.name}: ${one.message}` : one)));
}

/** Watches a page as `tests/e2e/support/journey.ts` does. */
async function watched(page) {
  const seen = { said: [], errors: [], urls: [] };
  page.on('console', (message) => {
    seen.said.push(message.text());
    if (message.type() === 'error') seen.errors.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.errors.push(`page: ${error.message}`));
  page.on('request', (request) => seen.urls.push(request.url()));
  page.on('framenavigated', (frame) => seen.urls.push(frame.url()));
  await page.evaluateOnNewDocument(spellErrors);
  await page.evaluateOnNewDocument(reportViolations);
  return seen;
}

/**
 * Starts a reference API and a browser for the tests of this file. `prepare` runs once the API runs.
 * @param {import('../../support/reference-api.mjs').ServerOptions} [options]
 * @param {(api: ReferenceApi) => Promise<void>} [prepare]
 */
export function journeys(options, prepare) {
  const api = new ReferenceApi(options);
  let browser;
  /** The profile of the test that runs, and its pages with what was seen of them. */
  let profile;
  let pages = [];

  before(async () => {
    await api.start();
    await prepare?.(api);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    const [before, own] = [pages, profile];
    [pages, profile] = [[], undefined];
    try {
      for (const { tab, seen } of before) await settled(tab, seen);
    } finally {
      await own?.close();
    }
  });

  /** Opens a tab in the profile of this test, at a place of the app. */
  async function open(hash = '') {
    profile ??= await browser.createBrowserContext();
    const page = await profile.newPage();
    await page.setViewport(VIEWPORT);
    const tab = new Tab(page);
    pages.push({ tab, seen: await watched(page) });
    await page.goto(`${api.origin}/${hash}`);
    return tab;
  }

  return { api, open };
}

async function settled(tab, { said, errors, urls }) {
  const unexpected = errors.filter((error) => !tab.expectedErrors?.test(error));
  assert.deepEqual(unexpected, [], 'errors in the console or the page');
  if (!tab.page.url().startsWith('http')) return;
  const open = { ...(await tab.page.evaluate(openPlaces)), said: said.join('\n'), urls: urls.join('\n') };
  assert.deepEqual(tokenPlaces(open), [], 'places with a token');
}
