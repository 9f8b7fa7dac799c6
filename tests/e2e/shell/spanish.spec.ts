// The whole interface in Spanish: no text is left in English, everybody can use it, and no page scrolls sideways.
import type { Locator, Page } from '@playwright/test';
import { accessible, expect, failed, test } from '../support/journey';
import { es, leftInEnglish } from '../support/languages';
import { serve, TOKEN } from '../support/reference-api';

const api = serve({ history: 130, fleet: 30 });

const rows = (page: Page): Locator => page.getByRole('table', { name: es('list.operations'), exact: true }).locator('[data-operation-id]');
const button = (place: Page | Locator, key: string) => place.getByRole('button', { name: es(key), exact: true });

/** Says that no text of the page is in English, and that everybody can use it. */
async function expectSpanish(page: Page, what: string): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect.poll(() => leftInEnglish(page), what).toEqual([]);
  await accessible(page);
}

test.use({ locale: 'es-MX' });
// A view takes axe some seconds.
test.describe.configure({ timeout: 120_000 });
test.beforeEach(() => Promise.all([api.heal(), api.forget()]).then(() => undefined));

const form = (page: Page) => page.getByRole('form', { name: es('schedule.schedule_operation') });
const opened = async (page: Page, hash: string) => {
  await page.goto(`${api.origin}/${hash}`);
  await expect(page.getByRole('navigation', { name: es('shell.main_navigation') })).toBeVisible();
};

async function fill(page: Page, device: string): Promise<void> {
  await form(page).getByLabel(es('schedule.operation_type')).selectOption('firmware_update');
  const devices = form(page).getByRole('combobox', { name: es('schedule.devices') });
  await devices.fill(device);
  await devices.press('Enter');
  await expect(form(page).getByRole('button', { name: es('schedule_devices.remove_device', { id: device }) })).toBeVisible();
  await form(page).getByRole('radio', { name: es('schedule.at_a_time') }).check({ force: true });
  await form(page).getByLabel(es('schedule.date_and_time')).fill('2031-03-04T02:00');
  await form(page).getByLabel(es('schedule.time_zone')).fill('UTC');
  await form(page).getByLabel('Firmware version').fill('2.5.0');
}

test('the page for connecting', async ({ page }) => {
  await page.route('**/config.json', (route) => route.fulfill({ json: { apiBaseUrl: '/api/v1', revision: 'newest' } }));
  await page.goto(api.origin);
  await page.getByText(es('session.how_operations_are_sent')).click();
  await button(page, 'session.connect').click();
  await expect(page.getByLabel(es('session.api_token'))).toHaveAttribute('aria-invalid', 'true');
  await expectSpanish(page, 'connect');
});

test('the list and its panels', async ({ page }) => {
  await opened(page, '#/operations');
  await expect(rows(page)).toHaveCount(20);
  await page.mouse.move(200, 200);
  await expectSpanish(page, 'list');
  for (const name of [new RegExp(`^${es('list_filters.filters')}`), es('list_views.view'), es('list.loading_and_keeping')]) {
    await page.getByRole('button', { name, exact: true }).first().click();
    const panel = page.getByRole('dialog');
    await expect(panel.getByRole('group').first()).toBeVisible();
    await expectSpanish(page, String(name));
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
  }
});

test('selected rows, the detail and the sheet of keys', async ({ page }) => {
  await opened(page, '#/operations');
  await rows(page).first().getByRole('checkbox').check();
  await expect(page.getByRole('region', { name: es('list.selection') })).toBeVisible();
  await expectSpanish(page, 'selection');
  await rows(page).first().getByRole('link').click();
  await expect(page.getByRole('complementary').getByRole('heading', { name: es('detail.timeline') })).toBeVisible();
  await expectSpanish(page, 'detail');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: es('shell.keys') })).toBeVisible();
  await expectSpanish(page, 'keys');
});

test('a list without a match, and addresses that nothing is at', async ({ page }) => {
  await opened(page, '#/operations?q=nothing-of-that-kind&colour=red');
  await expect(page.getByText(es('list.no_match'))).toBeVisible({ timeout: 20_000 });
  await expectSpanish(page, 'no match');
  await opened(page, '#/operations/424242');
  await expect(page.getByText(es('detail.no_such_operation'), { exact: true })).toBeVisible();
  await expectSpanish(page, 'no such operation');
  await opened(page, '#/nowhere');
  await expect(page.getByText(es('shell.unknown_page_title'))).toBeVisible();
  await expectSpanish(page, 'nowhere');
});

test('the form with what is wrong in it, and the review', async ({ page }) => {
  await opened(page, '#/schedule');
  await expect(form(page)).toBeVisible();
  await expectSpanish(page, 'form');
  await form(page).getByRole('radio', { name: es('schedule.at_a_time') }).check({ force: true });
  await form(page).getByLabel(es('schedule.webhook_url')).fill('http://example.org');
  await form(page).getByLabel(es('schedule.operation_data_json', { name: 'operation_data' })).fill('{"a": tru');
  await button(form(page), 'schedule.review').click();
  await expect(form(page).getByRole('alert').getByRole('link', { name: es('schedule.type_missing') })).toBeVisible();
  await expect(form(page).getByRole('alert').getByRole('link', { name: es('schedule_devices.devices_missing') })).toBeVisible();
  await expectSpanish(page, 'errors');
  await button(page, 'schedule.discard_draft').click();
  await button(page.getByRole('dialog'), 'schedule.discard').click();
  await fill(page, 'DEV-999');
  await form(page).getByLabel('Firmware version').fill('newest');
  await form(page).getByLabel('Time-out (minutes)').fill('999');
  await form(page).getByLabel('Time-out (minutes)').blur();
  await expect(form(page).getByLabel('Time-out (minutes)')).toHaveAttribute('aria-invalid', 'true');
  await expectSpanish(page, 'errors of the settings');
  await form(page).getByLabel('Firmware version').fill('2.5.0');
  await form(page).getByLabel('Time-out (minutes)').fill('30');
  await button(form(page), 'schedule.review').click();
  await expect(form(page).getByRole('heading', { name: es('schedule_review.check_before_sending') })).toBeVisible();
  await expectSpanish(page, 'review');
});

test.describe('refused', () => {
  test.use({ expectedErrors: failed('(409|500)') });

  test('a conflict, and a server that fails', async ({ page }) => {
    await api.post({ operation_type: 'firmware_update', device_ids: ['DEV-020'], scheduled_at: '2031-03-04T02:05:00Z', operation_data: { firmware_version: '2.0.0' } });
    await opened(page, '#/schedule');
    await fill(page, 'DEV-020');
    await button(form(page), 'schedule.review').click();
    await button(form(page), 'schedule_review.schedule_anyway').click();
    await expect(form(page).getByRole('combobox', { name: es('schedule.devices') })).toHaveAttribute('aria-invalid', 'true');
    await expectSpanish(page, 'conflict');
    await api.fail({ match: 'GET', path: 'headless', status: 500, times: 20 });
    await opened(page, '#/operations');
    await page.reload();
    await expect(page.getByRole('button', { name: es('freshness.try_again') }).first()).toBeVisible();
    await expectSpanish(page, 'failed');
  });
});

test.describe('a token that is no longer accepted', () => {
  test.use({ expectedErrors: failed('401') });
  test.afterEach(() => api.accept(TOKEN));

  test('the dialog for another one', async ({ page }) => {
    await opened(page, '#/operations');
    await expect(rows(page)).toHaveCount(20);
    await api.revoke(TOKEN);
    await button(page, 'freshness.refresh').click();
    const dialog = page.getByRole('dialog', { name: es('session.token_refused') });
    await expect(dialog.getByLabel(es('session.api_token'))).toBeVisible();
    await button(dialog, 'session.continue_with_token').click();
    await expectSpanish(page, 'renew');
  });
});

test.describe('an app that does not run', () => {
  test.use({ expectedErrors: /panicked at|RuntimeError|unreachable|Failed to load resource/ });

  test('it has stopped', async ({ page }) => {
    await opened(page, '#/schedule');
    await expect(form(page)).toBeVisible();
    await page.evaluate(() => {
      const create = document.createElement.bind(document);
      document.createElement = (name: string) => {
        if (name === 'table') throw new Error('no table');
        return create(name);
      };
    });
    await page.getByRole('link', { name: es('shell.page_operations') }).click();
    const stopped = page.getByRole('alertdialog', { name: es('boot.stopped_title') });
    await expect(stopped.getByRole('button', { name: es('boot.reload_page') })).toBeVisible();
    await expectSpanish(page, 'stopped');
  });

  test('it does not arrive', async ({ page }) => {
    await page.route(/\/app-[0-9a-f]+\.wasm$/, (route) => route.abort());
    await page.goto(api.origin);
    const alert = page.getByRole('alert');
    await expect(alert.getByRole('heading', { name: es('boot.not_loaded') })).toBeVisible();
    await expect.poll(() => leftInEnglish(page)).toEqual([]);
    expect(await alert.evaluate((one) => one.closest<HTMLElement>('[lang]')?.lang), 'read out as Spanish').toBe('es');
  });
});

test('the board', async ({ page }) => {
  const now = await api.advance(0);
  await api.insert({ count: 2, status: 'in_progress', progress: 30, started_at: new Date(now - 300_000).toISOString() });
  await opened(page, '#/live');
  for (const key of ['board.running', 'board.late', 'board.stalled', 'board.failed', 'board.upcoming']) {
    await expect(page.getByRole('heading', { name: es(key) }).first()).toBeVisible({ timeout: 20_000 });
  }
  await expectSpanish(page, 'board');
});

test('the timeline, drawn and as a table', async ({ page }) => {
  await opened(page, '#/timeline?zoom=90d');
  await expect(page.getByRole('application')).toBeVisible({ timeout: 20_000 });
  await expectSpanish(page, 'timeline');
  await button(page, 'timeline.as_table').click();
  await expect(page.getByRole('table', { name: es('timeline.operations_in_sight') })).toBeVisible();
  await expectSpanish(page, 'table');
});

test('the report', async ({ page }) => {
  await opened(page, '#/report');
  await expect(page.getByRole('table', { name: es('report.by_status') })).toBeVisible({ timeout: 20_000 });
  await page.getByText(es('report.as_table'), { exact: true }).click();
  await button(page, 'report.export_csv').click();
  await expect(page.getByText(es('report.csv_saved'))).toBeVisible();
  await expectSpanish(page, 'report');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('no page scrolls sideways', async ({ page }) => {
    const there = {
      '#/operations': rows(page).first(),
      '#/schedule': form(page),
      '#/live': page.getByRole('heading', { name: es('board.upcoming') }).first(),
      '#/timeline': page.getByRole('application'),
      '#/report': page.getByRole('table', { name: es('report.by_status') }),
    };
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const [hash, what] of Object.entries(there)) {
        await opened(page, hash);
        await expect(what).toBeVisible({ timeout: 20_000 });
        expect(await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? Infinity) - innerWidth), `${hash}, ${colorScheme}`).toBeLessThanOrEqual(0);
        for (const link of await page.getByRole('navigation', { name: es('shell.main_navigation') }).getByRole('link').all()) await expect(link).toBeInViewport({ ratio: 1 });
      }
    }
  });
});
