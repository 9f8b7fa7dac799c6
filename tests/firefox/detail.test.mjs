// The detail of one operation in Firefox.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journeys } from './support/journey.mjs';
import { eventually, shownText } from './support/tab.mjs';

let done = '';

const { api, open } = journeys({ history: 45 }, async (api) => {
  [done] = await api.insert({
    status: 'failed',
    operation_type: 'firmware_update',
    device_id: 'DEV-007',
    scheduled_at: '2026-01-10T01:00:00Z',
    started_at: '2026-01-10T01:00:15Z',
    completed_at: '2026-01-10T01:10:15Z',
    operation_data: { firmware_version: '2.5.0', nested: { reason: 'no space left', tries: [1, 2, 3] } },
  });
});

test('everything that is known of it, its own address, and the focus back in the list', async () => {
  const tab = await open();
  await tab.click('link', done);
  const detail = await tab.one('complementary', done);
  await eventually(async () => {
    const said = await shownText(detail);
    for (const text of ['firmware_update', 'DEV-007', 'Failed', 'took 10 min', 'no space left']) assert.ok(said.includes(text), `${text} in ${said}`);
  });
  const raw = JSON.parse(await shownText(await tab.one('region', 'JSON', detail)));
  assert.deepEqual(raw.operation_data.nested, { reason: 'no space left', tries: [1, 2, 3] });
  await tab.at(new RegExp(`#/operations/${done}/DEV-007`));
  const other = await open(new URL(tab.page.url()).hash);
  await other.says('complementary', done, 'no space left');
  await tab.page.bringToFront();
  await tab.click('button', 'Close detail', detail);
  await tab.gone('complementary', done);
  const link = await tab.one('link', done);
  await eventually(async () => assert.ok(await tab.hasFocus(link), 'the link has the focus again'));
});

test('"Schedule again" keeps everything but the time', async () => {
  const tab = await open(`#/operations/${done}/DEV-007`);
  await tab.click('button', 'Schedule again');
  await tab.holds('Operation type', 'firmware_update');
  await tab.one('button', 'Remove DEV-007');
  await tab.holds('Firmware version', '2.5.0');
  await tab.holds('Date and time', '');
});

test('an operation that does not exist is said not to', async () => {
  const tab = await open('#/operations/424242');
  await eventually(async () => assert.match(await tab.page.$eval('body', (one) => one.innerText), /No such operation/));
});
