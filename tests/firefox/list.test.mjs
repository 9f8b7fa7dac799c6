// The list in Firefox: its rows, its pages, the address that holds all of it, and that it is live.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journeys } from './support/journey.mjs';
import { eventually } from './support/tab.mjs';

const { api, open } = journeys({ history: 130 });
const ZONE = 'Zone of all times shown';

const isAt = (tab, range) => eventually(async () => assert.match(await pagination(tab), range));
const pagination = async (tab) => (await tab.one('navigation', 'Pagination')).evaluate((one) => one.innerText);

test('each row says what the API says, and pages follow each other without a gap', async () => {
  const tab = await open();
  await tab.hasRows(20);
  const all = await api.all();
  for (const [at, { id, text }] of (await tab.rows()).slice(0, 5).entries()) {
    assert.equal(id, all[at].id);
    for (const said of [all[at].operation_type, all[at].device_name, all[at].device_id, all[at].device_serial]) assert.ok(text.includes(said), `${text}: ${said}`);
  }
  const seen = await tab.ids();
  await tab.click('button', 'Next page');
  await isAt(tab, /21–40 of 130/);
  seen.push(...(await tab.ids()));
  assert.deepEqual(seen, all.slice(0, 40).map((one) => one.id));
});

test('back, reload and a shared address give the same view', async () => {
  const tab = await open();
  await tab.hasRows(20);
  await tab.click('button', 'Next page');
  await isAt(tab, /21–40 of 130/);
  const second = await tab.ids();
  await tab.choose(ZONE, 'Asia/Tokyo');
  await tab.at(/tz=Asia/);
  await tab.reload();
  await isAt(tab, /21–40 of 130/);
  assert.deepEqual(await tab.ids(), second);
  await tab.holds(ZONE, 'Asia/Tokyo');
  const shared = await open(new URL(tab.page.url()).hash);
  await shared.hasRows(20);
  assert.deepEqual(await shared.ids(), second);
  await tab.back();
  await tab.holds(ZONE, 'Europe/Berlin');
  await tab.back();
  await isAt(tab, /1–20 of 130/);
});

test('progress and status change without a reload', async () => {
  const [id] = await api.insert({ status: 'in_progress', progress: 12, operation_type: 'firmware_update', device_id: 'DEV-003' });
  const tab = await open();
  const says = (text) => eventually(async () => assert.match((await tab.rows()).find((row) => row.id === id)?.text ?? '', text), 30_000);
  await says(/In progress[\s\S]*12\s*%/);
  await api.change(id, { status: 'in_progress', progress: 57 });
  await says(/57\s*%/);
  await api.change(id, { status: 'completed', progress: 100 });
  await says(/Completed/);
});

test('all rows in one list: only those in sight are drawn, and the last one can be reached', async () => {
  const all = await api.all();
  const tab = await open('#/operations?per=all');
  await eventually(async () => assert.ok((await tab.rows()).length > 20));
  assert.ok((await tab.rows()).length < all.length, 'not all rows are drawn');
  await tab.page.mouse.move(700, 600);
  await eventually(async () => {
    await tab.page.mouse.wheel({ deltaY: 2_000 });
    assert.equal((await tab.ids()).at(-1), all.at(-1).id);
  });
});

test('a heading sorts over everything, by pointer and by key', async () => {
  const tab = await open();
  await tab.hasRows(20);
  const types = async () => [...new Set(await tab.page.$$eval('[data-operation-id] .cell-type', (all) => all.map((one) => one.textContent)))];
  const wanted = (await api.all()).map((one) => one.operation_type).sort();
  await tab.click('button', 'Type', await tab.one('columnheader', 'Type'));
  await eventually(async () => assert.equal((await types())[0], wanted[0]));
  await (await tab.one('button', 'Type', await tab.one('columnheader', 'Type'))).focus();
  await tab.page.keyboard.press('Enter');
  await tab.at(/sort=-type/);
  await eventually(async () => assert.equal((await types())[0], wanted.at(-1)));
});
