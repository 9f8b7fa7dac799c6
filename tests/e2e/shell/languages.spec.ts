// The languages of the interface: which one is in force, switching without a reload, its numbers and dates, and what becomes of it where
// the texts can't be had.
import type { Locator, Page, Route } from '@playwright/test';
import { installClock } from '../support/clock';
import { expect, test } from '../support/journey';
import { buildWithTexts, es, inLanguage, languageSwitch, leftInEnglish, SPANISH_FILE, type Tag, text } from '../support/languages';
import { RESOURCE, serve, TOKEN } from '../support/reference-api';

const api = serve({ history: 130, fleet: 30 });

declare global {
  interface Window {
    marker?: string;
  }
}

/** Other settings of the site; without a token it begins with the page for connecting. */
const settings = (page: Page, more: Record<string, unknown> = {}) =>
  page.route('**/config.json', (route) => route.fulfill({ json: { apiBaseUrl: '/api/v1', loadAllUpTo: 0, ...more } }));

const connecting = (page: Page, tag: Tag) => page.getByRole('form', { name: text(tag, 'session.connect'), exact: true });
const rows = (page: Page): Locator => page.getByRole('table').locator('[data-operation-id]');
const heading = (page: Page, tag: Tag) => page.getByRole('heading', { name: text(tag, 'list.operations'), level: 1 });
const count = (page: Page) => page.getByTestId('count');

async function connect(page: Page, tag: Tag): Promise<void> {
  await page.getByLabel(text(tag, 'session.api_token')).fill(TOKEN);
  await page.getByRole('button', { name: text(tag, 'session.connect'), exact: true }).click();
  await expect(rows(page)).toHaveCount(20);
}

test.beforeEach(() => Promise.all([api.heal(), api.forget()]).then(() => undefined));

test.describe('the browser wishes Spanish', () => {
  test.use({ locale: 'es-MX' });

  test('the page for connecting is in Spanish, and so is the app after it', async ({ page }) => {
    await settings(page);
    await page.goto(api.origin);
    await expect(connecting(page, 'es')).toBeVisible();
    await inLanguage(page, 'es', 'session.lead');
    await connect(page, 'es');
    await expect(heading(page, 'es')).toBeVisible();
    await expect(page).toHaveTitle(es('shell.document_title_operations'));
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
    expect(page.url(), 'nobody chose it').not.toContain('lang=');
  });

  test('the address counts before what was chosen, before the settings, before the browser', async ({ page }) => {
    await settings(page);
    await page.goto(api.origin);
    await expect(connecting(page, 'es'), 'by the browser').toBeVisible();
    await page.unroute('**/config.json');
    await settings(page, { language: 'en' });
    await page.goto(api.origin);
    await expect(connecting(page, 'en'), 'by the settings').toBeVisible();
    await inLanguage(page, 'en', 'session.lead');
    await languageSwitch(page).selectOption('es');
    await expect(connecting(page, 'es')).toBeVisible();
    await page.goto(api.origin);
    await expect(connecting(page, 'es'), 'by the choice').toBeVisible();
    await page.goto(`${api.origin}/?lang=en`);
    await expect(connecting(page, 'en'), 'by the address').toBeVisible();
    await page.goto(api.origin);
    await expect(connecting(page, 'es'), 'an address is no choice').toBeVisible();
    await page.goto(`${api.origin}/?lang=xx`);
    await expect(connecting(page, 'es'), 'what there is not counts for nothing').toBeVisible();
  });
});

test('a wish for a language that there is not leads to English', async ({ page }) => {
  await settings(page, { language: 'fr' });
  await page.goto(`${api.origin}/?lang=est`);
  await expect(connecting(page, 'en')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(languageSwitch(page)).toHaveValue('en');
});

test.describe('switching', () => {
  const mark = (page: Page) => page.evaluate(() => void (window.marker = 'the same page'));
  const marked = async (page: Page) => expect(await page.evaluate(() => window.marker), 'no reload').toBe('the same page');

  test('the page for connecting: at once, what was typed stays, and so does the choice', async ({ page }) => {
    await settings(page);
    await page.goto(api.origin);
    await page.getByLabel(text('en', 'session.api_base_url')).fill('/api/v1/typed');
    await page.getByLabel(text('en', 'session.api_token')).fill('typed-token');
    await mark(page);
    await languageSwitch(page).selectOption({ label: es('language.name') });
    await expect(connecting(page, 'es')).toBeVisible();
    await marked(page);
    await expect(page).toHaveURL(/\/\?lang=es$/);
    await expect(page.getByLabel(es('session.api_base_url'))).toHaveValue('/api/v1/typed');
    await expect(page.getByLabel(es('session.api_token'))).toHaveValue('typed-token');
    await page.reload();
    await inLanguage(page, 'es', 'session.lead');
    await connect(page, 'es');
    await expect(heading(page, 'es')).toBeVisible();
  });

  test('a message about what was typed follows', async ({ page }) => {
    await settings(page);
    await page.goto(api.origin);
    await page.getByRole('button', { name: text('en', 'session.connect'), exact: true }).click();
    await expect(page.getByLabel(text('en', 'session.api_token'))).toHaveAttribute('aria-invalid', 'true');
    await languageSwitch(page).selectOption('es');
    await expect(connecting(page, 'es')).toBeVisible();
    expect(await leftInEnglish(page)).toEqual([]);
  });

  test('the app: view, filters, page and detail stay', async ({ page }) => {
    await page.goto(`${api.origin}/#/operations?status=completed&page=2`);
    await expect(rows(page).first()).toBeVisible();
    await rows(page).first().getByRole('link').click();
    const detail = page.getByRole('complementary');
    await expect(detail.getByRole('heading', { name: text('en', 'detail.timeline') })).toBeVisible();
    const hash = new URL(page.url()).hash;
    const shown = () => rows(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-operation-id')));
    const before = await shown();
    await mark(page);
    await languageSwitch(page).selectOption('es');
    await expect(heading(page, 'es')).toBeVisible();
    await expect(detail.getByRole('heading', { name: es('detail.timeline') })).toBeVisible();
    expect(new URL(page.url()).search).toBe('?lang=es');
    expect(new URL(page.url()).hash).toBe(hash);
    expect(await shown()).toEqual(before);
    await expect(page.getByLabel(es('list_filters.status'), { exact: true }).first()).toHaveValue('completed');
    await page.getByRole('link', { name: es('shell.page_report') }).click();
    await expect(page).toHaveTitle(es('shell.document_title_report'));
    expect(new URL(page.url()).search, 'links keep it').toBe('?lang=es');
    await page.goBack();
    await marked(page);
    await page.reload();
    await expect(heading(page, 'es')).toBeVisible();
    await page.goto(`${api.origin}/#/live`);
    await inLanguage(page, 'es', 'board.live');
    // And back.
    await languageSwitch(page).selectOption('en');
    await inLanguage(page, 'en', 'board.live');
    await expect(page).toHaveURL(/\/\?lang=en#\/live/);
    await expect(page).toHaveTitle(text('en', 'shell.document_title_live'));
  });

  test('what is typed into the form for scheduling stays', async ({ page }) => {
    await page.goto(`${api.origin}/#/schedule`);
    const form = (tag: Tag) => page.getByRole('form', { name: text(tag, 'schedule.schedule_operation') });
    await form('en').getByLabel(text('en', 'schedule.operation_type')).selectOption('firmware_update');
    await form('en').getByLabel('Firmware version').fill('2.5.0');
    await languageSwitch(page).selectOption('es');
    await expect(form('es').getByLabel(es('schedule.operation_type'))).toHaveValue('firmware_update');
    await expect(form('es').getByLabel('Firmware version')).toHaveValue('2.5.0');
    await expect.poll(() => leftInEnglish(page)).toEqual([]);
  });

  test('by keys: the focus stays on the list of languages', async ({ page }) => {
    await page.goto(api.origin);
    await expect(rows(page)).toHaveCount(20);
    await languageSwitch(page).focus();
    await page.keyboard.press('ArrowDown');
    await expect(heading(page, 'es')).toBeVisible();
    await expect(languageSwitch(page)).toBeFocused();
  });
});

test.describe('numbers, dates and plurals', () => {
  /** The list says that there are so many. */
  const countIs = (page: Page, count: number) =>
    page.route(`**${RESOURCE}**`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...((await response.json()) as object), count } });
    });

  for (const [locale, tag, grouped] of [['es-MX', 'es', '45,120'], ['es-AR', 'es', '45.120'], ['en-US', 'en', '45,120']] as const) {
    test.describe(`a browser of ${locale}`, () => {
      test.use({ locale });

      test(`numbers as in ${grouped}`, async ({ page }) => {
        await countIs(page, 45_120);
        await page.goto(api.origin);
        await expect(count(page)).toHaveText(text(tag, 'list.operation_count', { count: 45_120 }).replace(/[\d.,]+/, grouped));
        await expect(page.getByTestId('loaded')).toContainText(grouped);
        await expect(page.getByRole('navigation', { name: text(tag, 'ui.pagination') }).getByRole('status')).toContainText(grouped);
      });
    });
  }

  test('one operation, two operations, and the months, in either language', async ({ page }) => {
    const answer = await api.post({ operation_type: 'status_check', device_ids: ['DEV-011', 'DEV-012'], scheduled_at: '2031-01-01T12:00:00Z', operation_data: {} });
    const { id: two } = (await answer.json()) as { id: string };
    const [one] = await api.insert({ status: 'completed', scheduled_at: '2026-01-16T02:00:00Z' });
    const time = page.locator('.cell-scheduled time').first();
    await page.goto(`${api.origin}/?lang=es#/operations?id=${one}`);
    await expect(count(page)).toHaveText('1 operación');
    await time.hover();
    await expect(time).toHaveAttribute('title', /\b16 ene\b/);
    await page.goto(`${api.origin}/?lang=es#/operations?id=${two}`);
    await expect(count(page)).toHaveText('2 operaciones');
    await languageSwitch(page).selectOption('en');
    await expect(count(page)).toHaveText('2 operations');
    await page.goto(`${api.origin}/?lang=en#/operations?id=${one}`);
    await expect(count(page)).toHaveText('1 operation');
    await time.hover();
    await expect(time).toHaveAttribute('title', /\b16 Jan\b/);
    await languageSwitch(page).selectOption('es');
    await expect(count(page)).toHaveText('1 operación');
    await time.hover();
    await expect(time).toHaveAttribute('title', /\b16 ene\b/);
  });
});

test.describe('the Spanish texts', () => {
  test.use({ expectedErrors: /integrity|digest|Failed to (load|find|fetch)|not those of this build/i });

  const asJson = (body: string) => (route: Route) => route.fulfill({ contentType: 'application/json', body });
  const faults: [string, (route: Route) => Promise<void>][] = [
    ['the server fails', (route) => route.fulfill({ status: 500, body: 'Internal Server Error' })],
    ['the network breaks off', (route) => route.abort()],
    ['they are too few', asJson('["Idioma", "Español"]')],
    ['they are cut off', asJson('["Idioma", "Espa')],
    ['they are a web page', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Router</title>' })],
  ];

  async function expectEnglish(page: Page): Promise<void> {
    await expect(page.getByText(text('en', 'language.failed'))).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(languageSwitch(page), 'the list names the language in force').toHaveValue('en');
  }

  for (const [what, fault] of faults) {
    test(`${what}: English, and said; there once they come`, async ({ page }) => {
      await page.route(SPANISH_FILE, fault);
      await page.goto(`${api.origin}/?lang=es`);
      await expect(heading(page, 'en')).toBeVisible();
      await expectEnglish(page);
      await expect(rows(page)).toHaveCount(20);
      await page.unroute(SPANISH_FILE);
      await languageSwitch(page).selectOption('es');
      await expect(heading(page, 'es')).toBeVisible();
      await expect(rows(page)).toHaveCount(20);
    });

    test(`${what} as they are chosen: English stays, and they can be chosen again`, async ({ page }) => {
      await page.route(SPANISH_FILE, fault);
      await page.goto(api.origin);
      await expect(rows(page)).toHaveCount(20);
      await languageSwitch(page).selectOption('es');
      await expectEnglish(page);
      await expect(heading(page, 'en')).toBeVisible();
      expect(page.url()).not.toContain('lang=');
      await page.unroute(SPANISH_FILE);
      await languageSwitch(page).selectOption('es');
      await expect(heading(page, 'es')).toBeVisible();
    });

    test(`${what} on the page for connecting: English, and said; there once they come`, async ({ page }) => {
      await settings(page, { language: 'es' });
      await page.route(SPANISH_FILE, fault);
      await page.goto(api.origin);
      await expect(connecting(page, 'en')).toBeVisible();
      await expectEnglish(page);
      await page.unroute(SPANISH_FILE);
      await languageSwitch(page).selectOption('es');
      await expect(connecting(page, 'es')).toBeVisible();
      await connect(page, 'es');
      await expect(heading(page, 'es')).toBeVisible();
    });
  }

  for (const [what, body] of [['too few', '["Idioma", "Español"]'], ['no list', '{"language": "Español"}'], ['no texts', '[1, 2]'], ['no JSON', 'Español']] as const) {
    test(`${what}, and the build names them so: English, and said`, async ({ page }) => {
      await buildWithTexts(page, body);
      await page.goto(`${api.origin}/?lang=es`);
      await expect(heading(page, 'en')).toBeVisible();
      await expectEnglish(page);
      await expect(rows(page)).toHaveCount(20);
    });
  }

  /** Holds the file until it is let go. */
  async function hold(page: Page): Promise<() => void> {
    let go = () => {};
    const held = new Promise<void>((done) => (go = done));
    await page.route(SPANISH_FILE, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    return go;
  }

  test('come late: no English page comes before the Spanish one for connecting', async ({ page }) => {
    await settings(page, { language: 'es' });
    const go = await hold(page);
    await Promise.all([page.waitForRequest(SPANISH_FILE), page.goto(api.origin)]);
    await expect(page.locator('#boot')).toBeVisible();
    await expect(page.getByRole('form')).toHaveCount(0);
    go();
    await expect(connecting(page, 'es')).toBeVisible();
  });

  test('come late after they were chosen: the page is used meanwhile', async ({ page }) => {
    await settings(page);
    const go = await hold(page);
    await page.goto(api.origin);
    await languageSwitch(page).selectOption('es');
    await page.getByLabel(text('en', 'session.api_token')).fill('typed-meanwhile');
    await expect(connecting(page, 'en')).toBeVisible();
    go();
    await expect(connecting(page, 'es')).toBeVisible();
    await expect(page.getByLabel(es('session.api_token'))).toHaveValue('typed-meanwhile');
  });

  test('never come: English after a while, and said', async ({ page }) => {
    await settings(page, { language: 'es' });
    await installClock(page);
    await hold(page);
    await Promise.all([page.waitForRequest(SPANISH_FILE), page.goto(api.origin)]);
    await page.clock.fastForward(20_000);
    await expect(connecting(page, 'en')).toBeVisible();
    await expectEnglish(page);
  });
});
