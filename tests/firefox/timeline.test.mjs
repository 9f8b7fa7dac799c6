// The timeline in Firefox: bars where the API says that they are, by pointer, by keys, and as a table.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journeys } from './support/journey.mjs';
import { eventually } from './support/tab.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const KIND = 'overlap_probe';
const text = (ms) => new Date(ms).toISOString().replace(/\.\d+/, '');

/** The moment in the middle of what the tests look at. */
let middle = 0;
let device;
let first = '';

const { api, open } = journeys({ history: 240, fleet: 30 }, async (api) => {
  middle = Math.floor((await api.advance(0)) / MINUTE) * MINUTE;
  [device] = (await api.list('limit=1')).results;
  const own = { operation_type: KIND, device_id: device.device_id };
  [first] = await api.insert({ ...own, status: 'completed', started_at: text(middle - 90 * MINUTE), completed_at: text(middle - 40 * MINUTE) });
  await api.insert({ ...own, status: 'failed', started_at: text(middle - 60 * MINUTE), completed_at: text(middle - 20 * MINUTE) });
});

async function opened() {
  const tab = await open(`#/timeline?at=${text(middle)}&zoom=6h&type=${KIND}`);
  await says(tab, '2 of 2 operations in sight, 2 overlapping, on 1 device.');
  return tab;
}

const says = (tab, words) => eventually(async () => assert.ok((await tab.page.$eval('body', (one) => one.textContent)).includes(words), words), 30_000);
const canvas = (tab) => tab.one('application', undefined);

/** Where a moment is on the page, in the first lane. */
async function place(tab, ms) {
  const box = await (await canvas(tab)).boundingBox();
  const [names, head, high] = [208, 44, 32];
  return { x: box.x + names + ((ms - (middle - 3 * HOUR)) / (6 * HOUR)) * (box.width - names), y: box.y + head + high / 2 - 5 };
}

test('a bar is where its times are: a click opens it beside, Escape closes it again', async () => {
  const tab = await opened();
  const bar = await place(tab, middle - 80 * MINUTE);
  await tab.page.mouse.move(bar.x, bar.y);
  await says(tab, 'Overlaps another operation of this device');
  await tab.page.mouse.click(bar.x, bar.y);
  await tab.at(new RegExp(`#/timeline/${first}/`));
  await tab.says('complementary', first, first);
  await tab.page.keyboard.press('Escape');
  await tab.gone('complementary', first);
  assert.ok(await tab.hasFocus(await canvas(tab)), 'the drawing has the focus again');
});

test('by keys: from bar to bar, and through time', async () => {
  const tab = await opened();
  await (await canvas(tab)).focus();
  await tab.page.keyboard.press('j');
  await says(tab, `${KIND} on ${device.device_name}, Completed`);
  await tab.page.keyboard.press('j');
  await says(tab, `${KIND} on ${device.device_name}, Failed`);
  await tab.page.keyboard.press('ArrowRight');
  await tab.at(new RegExp(`at=${text(middle + 45 * MINUTE)}`));
  await tab.page.keyboard.press('+');
  await tab.at(/zoom=3h/);
});

test('wheel and drag move it, and the address follows', async () => {
  const tab = await opened();
  const moved = (from) => eventually(() => assert.ok(!tab.page.url().includes(from), 'the address follows'));
  const at = await place(tab, middle + 2 * HOUR);
  await tab.page.mouse.move(at.x, at.y);
  await tab.page.mouse.wheel({ deltaX: 400 });
  await moved(text(middle));
  const before = /at=([^&]+)/.exec(tab.page.url())[1];
  await tab.page.mouse.down();
  await tab.page.mouse.move(at.x - 100, at.y, { steps: 4 });
  await tab.page.mouse.up();
  await moved(before);
  await tab.gone('complementary', undefined);
});

test('the same as a table', async () => {
  const tab = await opened();
  await tab.click('button', 'As a table');
  await tab.at(/as=table/);
  await tab.says('table', 'Operations in sight', /Overlaps another one[\s\S]*Overlaps another one/);
});
