// Servers of the same API that are not ours: another origin, a Django REST Framework one with its quirks, a proxy in front.
import type { ServerResponse } from 'node:http';
import { answer, OtherServer, proxyTo, serveOther } from '../support/other-server';
import { accessible, expect, failed, ids, row, rows, statusLine, test } from '../support/journey';
import { ReferenceApi, serve, TOKEN } from '../support/reference-api';
import { ScheduleForm } from '../support/schedule-form';
import type { Page } from '@playwright/test';

const site = serve({ config: { apiBaseUrl: '/api/v1' } });

async function connect(page: Page, base: string): Promise<void> {
  await page.goto(site.origin);
  await page.getByLabel('API base URL').fill(base);
  await page.getByLabel('API token').fill(TOKEN);
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(rows(page).first()).toBeVisible();
}

test('the API on another origin that allows this one', async ({ page }) => {
  const api = new ReferenceApi({ history: 45, allowOrigin: [site.origin] });
  await api.start();
  try {
    await connect(page, api.base);
    await expect(statusLine(page)).toHaveText('1–20 of 45');
    await page.getByLabel('Status', { exact: true }).selectOption('completed');
    await expect(page.getByText('45 of 45 loaded')).toBeVisible();
    await page.getByRole('button', { name: 'Loading and keeping' }).click();
    const settings = page.getByRole('dialog', { name: 'Loading and keeping' });
    await expect(settings).toContainText(`Connected to ${api.base}`);
    await expect(settings.getByRole('note')).toHaveCount(0);
    await settings.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('link', { name: 'Schedule operation' }).click();
    const schedule = new ScheduleForm(page);
    await schedule.fillFirmware('DEV-002');
    await schedule.toReview();
    await schedule.send.click();
    await expect(page).toHaveURL(/#\/operations\/\d+/);
  } finally {
    await api.stop();
  }
});

for (const revision of ['current', 'previous'] as const) {
  test(`a proxy that serves page and API from one address, below its own path (${revision})`, async ({ page }) => {
    const api = new ReferenceApi({ history: 130, revision, config: { apiBaseUrl: '/control/v7', token: TOKEN } });
    await api.start();
    const proxy = new OtherServer(proxyTo(() => api.origin, '/control/v7'));
    await proxy.start();
    try {
      await page.goto(proxy.origin);
      await expect(statusLine(page)).toHaveText('1–20 of 130');
      // `next` names the API's own host, which is nothing to go by here.
      await page.getByRole('button', { name: 'Next page' }).click();
      await expect(statusLine(page)).toHaveText('21–40 of 130');
      await page.getByLabel('Rows per page').selectOption('100');
      await page.getByRole('columnheader', { name: 'Id' }).getByRole('button').click();
      await expect(page.getByText('130 of 130 loaded')).toBeVisible();
      const asked = await page.evaluate(() => performance.getEntriesByType('resource').map((one) => new URL(one.name).origin));
      expect(new Set(asked)).toEqual(new Set([proxy.origin]));
    } finally {
      await proxy.stop();
      await api.stop();
    }
  });
}

// What a framework of another make does to the same API: numbers as ids, a lower limit than asked, times without a zone, fields nobody
// knows, null where one expects text, no inventory, errors in its own words.
const CAP = 50;
interface Row { id: number; [field: string]: unknown }
const kept: Row[] = Array.from({ length: 137 }, (_, at) => ({
  id: 9000 - at,
  operation_type: at % 3 ? 'firmware_update' : 'reboot',
  device_id: 500 + at,
  device_name: at % 5 ? `Gerät ${at}` : null,
  device_serial: null,
  status: at % 4 ? 'completed' : 'failed',
  scheduled_at: '2026-01-10T02:00:00.123456',
  started_at: '2026-01-10T02:00:15+00:00',
  completed_at: null,
  progress_percentage: at % 4 ? '100.00' : '12.5',
  operation_data: { firmware_version: '2.4.1' },
  tenant: 'nord',
  created_at: '2026-01-09T02:00:00',
  updated_at: '2026-01-10T02:10:00.5Z',
}));
const seen = { posts: [] as string[], limits: new Set<number>() };

const django = serveOther((request, response, body) => {
  const open = { 'Access-Control-Allow-Origin': request.headers.origin ?? '*', 'Access-Control-Allow-Headers': 'authorization, content-type', Allow: 'GET, POST, HEAD, OPTIONS' };
  const say = (status: number, what: unknown) => answer(response as ServerResponse, status, what, open);
  const url = new URL(request.url ?? '/', 'http://django');
  if (request.method === 'OPTIONS') return say(200, { name: 'Headless operation list' });
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return say(401, { detail: 'Given token not valid for any token type', code: 'token_not_valid', messages: [{ token_class: 'AccessToken' }] });
  if (url.pathname !== '/portal/api/v1/inventory_device_headless_operation/') return say(404, { detail: 'Not found.' });
  if (request.method === 'POST') {
    seen.posts.push(body);
    const order = JSON.parse(body) as { device_ids: string[]; scheduled_at: string };
    if (order.device_ids.includes('X13')) return say(400, { device_ids: [['Invalid pk "X13" - object does not exist.']] });
    const made: Row = { ...kept[0], ...order, id: 9001 + seen.posts.length, device_id: 500, status: 'scheduled', created_at: new Date().toISOString() };
    kept.unshift(made);
    return say(201, made);
  }
  const id = url.searchParams.get('id');
  const limit = Number(url.searchParams.get('limit') ?? 20);
  const offset = Number(url.searchParams.get('offset') ?? 0);
  seen.limits.add(limit);
  const rowsOf = id ? kept.filter((one) => String(one.id) === id) : kept;
  const page = rowsOf.slice(offset, offset + Math.min(limit, CAP));
  const next = offset + page.length < rowsOf.length ? `http://internal:8000/api/v1/inventory_device_headless_operation/?offset=${offset + page.length}` : null;
  return say(200, { count: rowsOf.length, next, previous: null, results: page });
});

test.describe('a Django REST Framework server', () => {
  test.use({ expectedErrors: failed('(400|401|403|404)') });

  test('its rows are read, whatever they are made of', async ({ page }) => {
    await connect(page, `${django.origin}/portal/api/v1`);
    await expect(statusLine(page)).toHaveText('1–20 of 137');
    await expect(row(page, '8999')).toContainText('Gerät 1');
    await expect(row(page, '9000')).toContainText('500');
    await expect(row(page, '9000').getByRole('progressbar')).toHaveAttribute('aria-valuenow', '12');
    await row(page, '8999').getByRole('link').click();
    const detail = page.getByRole('complementary', { name: '8999' });
    await expect(detail).toContainText('nord');
    await expect(detail).toContainText('2.4.1');
    await accessible(page);
  });

  test('headers that it hides are told where the connection is shown', async ({ page }) => {
    await connect(page, `${django.origin}/portal/api/v1`);
    await page.getByRole('button', { name: 'Loading and keeping' }).click();
    const dialog = page.getByRole('dialog', { name: 'Loading and keeping' });
    await expect(dialog).toContainText(`Connected to ${django.origin}/portal/api/v1`);
    await expect(dialog.getByRole('note')).toContainText('Access-Control-Expose-Headers: Date, Retry-After');
    await accessible(page);
  });

  test('it gives fewer rows than were asked for, and still every row is found once', async ({ page }) => {
    await connect(page, `${django.origin}/portal/api/v1`);
    await page.getByLabel('Status', { exact: true }).selectOption('failed');
    const expected = kept.filter((one) => one.status === 'failed').map((one) => String(one.id));
    await expect(statusLine(page)).toHaveText(`1–20 of ${expected.length}`);
    const total = `${kept.length} of ${kept.length} loaded`;
    await expect(page.getByText(total)).toBeVisible();
    expect(await ids(page)).toEqual(expected.slice(0, 20));
  });

  test('a page of 100 from a server that gives 50 has no hole', async ({ page }) => {
    await connect(page, `${django.origin}/portal/api/v1`);
    await page.getByLabel('Rows per page').selectOption('100');
    await expect.poll(async () => (await ids(page)).slice(0, 50)).toEqual(kept.slice(0, 50).map((one) => String(one.id)));
    const shown = new Set(await ids(page));
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(statusLine(page)).toContainText('101–');
    for (const id of await ids(page)) shown.add(id);
    expect(shown.size, 'rows seen on both pages').toBe(kept.length);
  });

  test('scheduling without an inventory: ids are typed, errors land, and the operation is made', async ({ page }) => {
    await connect(page, `${django.origin}/portal/api/v1`);
    await page.getByRole('link', { name: 'Schedule operation' }).click();
    const schedule = new ScheduleForm(page);
    await schedule.fillFirmware('X13');
    await schedule.toReview();
    await schedule.send.click();
    await expect(schedule.devices).toHaveAccessibleDescription(/Invalid pk "X13"/);
    await schedule.form.getByRole('button', { name: 'Remove X13', exact: true }).click();
    await schedule.add('500');
    await schedule.toReview();
    await schedule.send.click();
    await expect(page).toHaveURL(/#\/operations\/90\d\d/);
    expect(seen.posts.length).toBe(2);
    expect(JSON.parse(seen.posts[1])).toMatchObject({ device_ids: ['500'], scheduled_at: '2031-03-04T02:00:00Z' });
  });

  test('the body as a JSON string under "data", where the connection says so', async ({ page }) => {
    await page.goto(site.origin);
    await page.getByText('How new operations are sent').click();
    await page.getByLabel('Request body').selectOption({ index: 1 });
    await page.getByLabel('API base URL').fill(site.base);
    await page.getByLabel('API token').fill(TOKEN);
    await page.getByRole('button', { name: 'Connect' }).click();
    await expect(rows(page).first()).toBeVisible();
    await page.getByRole('link', { name: 'Schedule operation' }).click();
    const schedule = new ScheduleForm(page);
    await schedule.fillFirmware('DEV-030');
    await schedule.toReview();
    const shown = (await schedule.shownBody()) as { data: string };
    expect(Object.keys(shown)).toEqual(['data']);
    expect(JSON.parse(shown.data)).toMatchObject({ operation_type: 'firmware_update', device_ids: ['DEV-030'] });
    await schedule.send.click();
    await expect(page).toHaveURL(/#\/operations\/\d+/);
  });
});
