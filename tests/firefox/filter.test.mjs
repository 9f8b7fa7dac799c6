// Filters and the whole history in Firefox: every row, once, whatever the server does.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { journeys } from './support/journey.mjs';
import { eventually } from './support/tab.mjs';

let all = [];
let special = '';

const { api, open } = journeys({ history: 730, fleet: 60 }, async (api) => {
  [special] = await api.insert({ status: 'failed', operation_type: 'diagnostics', operation_data: { note: 'Kœnigsberg-probe 77' } });
  await api.insert({ count: 30, status: 'scheduled', scheduled_at: '2030-05-10T12:00:00Z', operation_type: 'config_sync' });
  all = await api.all();
});
beforeEach(() => api.heal());

const main = (tab) => tab.page.$eval('main', (one) => one.innerText);
const says = (tab, text, timeout) => eventually(async () => assert.ok((await main(tab)).includes(text), `the page doesn't say "${text}"`), timeout);

test('free text looks into everything, operation_data included', async () => {
  const tab = await open();
  await tab.hasRows(20);
  await tab.fill('Search operations', 'kœnigsberg-probe');
  await tab.hasRows(1);
  assert.deepEqual(await tab.ids(), [special]);
  await says(tab, `${all.length} of ${all.length} loaded`);
});

test('status, type and days narrow to what the API has of them, in its order', async () => {
  const tab = await open();
  await tab.hasRows(20);
  await tab.choose('Status', 'failed');
  await tab.choose('Type', 'firmware_update');
  const wanted = all.filter((one) => one.status === 'failed' && one.operation_type === 'firmware_update').map((one) => one.id);
  assert.ok(wanted.length > 2);
  await eventually(async () => assert.deepEqual(await tab.ids(), wanted.slice(0, 20)));
  await tab.reload();
  await tab.holds('Status', 'failed');
  await eventually(async () => assert.deepEqual(await tab.ids(), wanted.slice(0, 20)));
  await tab.click('button', 'Clear filters');
  await tab.fill('From', '2030-05-10');
  await tab.fill('To', '2030-05-10');
  await says(tab, '1–20 of 30');
});

test('a query is typed, and completed by keys', async () => {
  const tab = await open();
  await tab.hasRows(20);
  await tab.click('button', 'Type a query');
  await tab.one('combobox', 'Query');
  await tab.page.keyboard.type('status:failed');
  await tab.page.keyboard.press('Enter');
  await tab.at(/status=failed/);
  await tab.says('status', undefined, `of ${all.filter((one) => one.status === 'failed').length}`);
});

test('the whole history arrives while rows are inserted and calls fail: every row, once', async () => {
  await api.fail(
    ...[{ status: 500 }, { status: 429, retry_after: '1' }, { truncate: true }, { drop: 'midway' }].flatMap((fault) => [
      { match: 'GET', path: 'headless', delay_ms: 20 },
      { match: 'GET', path: 'headless', ...fault },
    ]),
  );
  const tab = await open('#/operations?per=100&from=2020-01-01');
  await api.insert({ count: 10, status: 'completed' });
  await eventually(async () => assert.match(await main(tab), /(\d+) of \1 loaded/), 60_000);
  await tab.click('button', 'Refresh');
  const wanted = (await api.all()).map((one) => `${one.id}/${one.device_id}`);
  await eventually(async () => assert.ok((await main(tab)).includes(`${wanted.length} of ${wanted.length} loaded`)), 30_000);
  for (let page = 1; page <= Math.ceil(wanted.length / 100); page += 1) {
    await tab.page.evaluate((hash) => (location.hash = hash), `#/operations?per=100&page=${page}&from=2020-01-01`);
    const here = wanted.slice((page - 1) * 100, page * 100);
    await eventually(async () => assert.deepEqual((await tab.rows()).map((row) => `${row.id}/${row.device}`), here));
  }
});

test('a history that is kept is there after a reload, without the API', async () => {
  const tab = await open();
  await tab.hasRows(20);
  await tab.click('button', 'Loading and keeping');
  await (await tab.field('Keep the history on this computer')).click();
  await tab.page.keyboard.press('Escape');
  await tab.gone('dialog', 'Loading and keeping');
  await tab.click('button', 'Load all');
  await eventually(async () => assert.match(await main(tab), /(\d+) of \1 loaded/), 30_000);
  await tab.click('button', 'Loading and keeping');
  await tab.says('dialog', 'Loading and keeping', /\d+ operations kept/);
  await api.fail({ match: 'GET', path: 'headless', delay_ms: 60_000, times: 100 });
  await tab.reload();
  await tab.hasRows(20);
  await tab.fill('Search operations', 'kœnigsberg-probe');
  await tab.hasRows(1);
});
