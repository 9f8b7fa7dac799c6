// The report in Firefox: figures that agree with the API, files that are exact, a print with the rows.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DOWNLOADS, journeys } from './support/journey.mjs';
import { eventually } from './support/tab.mjs';

const { api, open } = journeys({ history: 640, fleet: 30 });

async function opened(search = '') {
  const tab = await open(`#/report${search}`);
  await eventually(() => tab.one('table', 'By status'), 30_000);
  return tab;
}

/** Presses a button that saves a file. Returns its bytes once it is complete. */
async function saved(tab, button, ending) {
  await tab.click('button', button);
  return eventually(() => {
    const files = readdirSync(DOWNLOADS);
    assert.ok(files.length === 1 && files[0].endsWith(ending), `saved: ${files.join(', ')}`);
    const bytes = readFileSync(join(DOWNLOADS, files[0]));
    assert.ok(bytes.length > 0, 'the file is still empty');
    rmSync(join(DOWNLOADS, files[0]));
    return bytes;
  });
}

test('the figures are those of the API', async () => {
  const all = await api.all();
  const tab = await opened();
  const failed = all.filter((one) => one.status === 'failed').length;
  await tab.says('table', 'By status', new RegExp(`Failed\\s+${failed}\\b`));
  await tab.says('main', undefined, `${all.length} of ${all.length} loaded at`);
});

test('the CSV has every row, and its SHA-256 is shown', async () => {
  const all = await api.all();
  const tab = await opened();
  const bytes = await saved(tab, 'Export CSV', '.csv');
  // The ids of this server need no quotes.
  const ids = bytes.toString('utf8').trimEnd().split('\r\n').slice(1).map((line) => line.split(',')[0]);
  assert.deepEqual(ids, all.map((one) => one.id));
  await tab.says('list', 'Files of this report', createHash('sha256').update(bytes).digest('hex'));
});

test('JSON lines have an object for each row', async () => {
  const wanted = (await api.all()).filter((one) => one.status === 'failed');
  const tab = await opened('?status=failed');
  const lines = (await saved(tab, 'Export JSON lines', '.jsonl')).toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines.map((line) => [line.id, line.operation_data]), wanted.map((one) => [one.id, one.operation_data]));
});

test('a print has the rows and the checksum', async () => {
  const wanted = (await api.all()).filter((one) => one.status === 'failed');
  const tab = await opened('?status=failed');
  await tab.page.evaluate(() => {
    window.print = () => (window.printed = true);
  });
  await tab.click('button', 'Print');
  await eventually(async () => assert.ok(await tab.page.evaluate(() => window.printed)));
  const [rows, said] = await tab.page.evaluate(() => [document.querySelectorAll('table[aria-labelledby="report-rows"] tbody tr').length, document.querySelector('main').textContent]);
  assert.equal(rows, wanted.length);
  assert.match(said, /[0-9a-f]{64}/);
});
