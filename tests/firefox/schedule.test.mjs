// Scheduling in Firefox: the request that is shown is the one that is sent, once; refusals land on their fields.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { journeys } from './support/journey.mjs';
import { addDevice, fillRest, PLACE, ready, send, stays, toReview } from './support/schedule-form.mjs';
import { eventually } from './support/tab.mjs';

const { api, open } = journeys({ history: 30 });

beforeEach(() => Promise.all([api.heal(), api.forget()]));

async function form() {
  const tab = await open(PLACE);
  await ready(tab);
  return tab;
}

test('what is typed is what is shown, what is sent, and what the API has; a double click sends once', async () => {
  const tab = await form();
  const sent = [];
  tab.page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await addDevice(tab, 'DEV-001');
  await addDevice(tab, 'DEV-002');
  await fillRest(tab, '2031-03-04T02:00', 'Europe/Berlin');
  const shown = await toReview(tab);
  assert.deepEqual([shown.device_ids, shown.scheduled_at, shown.operation_data.firmware_version], [['DEV-001', 'DEV-002'], '2031-03-04T01:00:00Z', '2.5.0']);
  assert.deepEqual(sent, [], 'nothing goes before "Schedule"');
  await (await tab.one('button', 'Schedule')).click({ count: 2 });
  await tab.at(/#\/operations\/\d+/);
  assert.equal((await api.asked('POST')).length, 1);
  const [, id] = /operations\/(\d+)/.exec(tab.page.url());
  await tab.says('complementary', id, 'Scheduled');
  const listed = (await api.list(`id=${id}`)).results;
  assert.deepEqual(listed.map((one) => one.device_id).sort(), shown.device_ids);
  assert.equal(listed[0].operation_data.firmware_version, '2.5.0');
});

test('the first click after typing a device is not swallowed, though the device moves what is below', async () => {
  const tab = await form();
  await tab.fill('Devices', 'DEV-003');
  const radio = await tab.field('At a time');
  const before = await radio.boundingBox();
  await radio.click({ offset: { x: 3, y: 1 } });
  await tab.one('button', 'Remove DEV-003');
  await eventually(async () => assert.ok(await radio.evaluate((one) => one.checked), 'the click has arrived'));
  assert.notEqual((await radio.boundingBox()).y, before.y, 'what is below has moved');
});

test('the first click after a field that is wrong is not swallowed, though its message moves the page', async () => {
  const tab = await form();
  await tab.fill('Webhook URL', 'no address');
  await tab.clickEdge('Review');
  await tab.says('alert', undefined, 'not right');
  await tab.refuses('Webhook URL', /https/);
});

test('409: what is in the way, at "Devices"; another time goes through', async () => {
  await api.post({ operation_type: 'firmware_update', device_ids: ['DEV-020'], scheduled_at: '2031-03-04T02:05:00Z', operation_data: { firmware_version: '2.0.0' } });
  const tab = await form();
  await addDevice(tab, 'DEV-020');
  await fillRest(tab);
  await toReview(tab);
  await send(tab);
  await tab.refuses('Devices', /conflict/i);
  await stays(tab, 'DEV-020');
  await tab.fill('Date and time', '2031-03-05T02:00');
  await toReview(tab);
  await send(tab);
  await tab.at(/#\/operations\/\d+/);
});

test('422: below operation_data, at the field, and the link of the summary leads there', async () => {
  const tab = await form();
  await api.fail({ match: 'POST', status: 422, body: { operation_data: { firmware_version: ['No such version.'] } } });
  await addDevice(tab, 'DEV-021');
  await fillRest(tab);
  await toReview(tab);
  await send(tab);
  await tab.refuses('Firmware version', /No such version/);
  await stays(tab, 'DEV-021');
  await tab.click('link', 'Firmware version: No such version.');
  const field = await tab.field('Firmware version');
  await eventually(async () => assert.ok(await tab.hasFocus(field)));
});

test('a draft survives a reload, field by field', async () => {
  const tab = await form();
  await addDevice(tab, 'DEV-006');
  await fillRest(tab);
  await tab.fill('operation_data JSON', '{"firmware_version": "2.5.0", "site": "Köln"}');
  await tab.reload();
  await ready(tab);
  await stays(tab, 'DEV-006');
  const json = await (await tab.field('operation_data JSON')).evaluate((one) => one.value);
  assert.equal(JSON.parse(json).site, 'Köln');
});
