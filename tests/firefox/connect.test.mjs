// Connecting in Firefox: what is told apart when it fails, and what becomes of the token when it works.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answer, OtherServer } from '../support/other-server.mjs';
import { TOKEN } from '../support/reference-api.mjs';
import { journeys } from './support/journey.mjs';
import { CUT_BY_LEAVING } from './support/tab.mjs';

const { api, open } = journeys({ config: { apiBaseUrl: '/api/v1' } });
/** Another origin that sends no CORS headers. */
const closed = new OtherServer((_, response) => answer(response, 200, { count: 0, next: null, previous: null, results: [] }));
before(() => closed.start());
after(() => closed.stop());

async function connect(tab, base, token) {
  await tab.fill('API base URL', base);
  await tab.fill('API token', token);
  await tab.click('button', 'Connect');
}

// The message at the address moves the button while it is pressed.
test('what is missing or no address is said at the field after one press, and nobody is asked', async () => {
  const tab = await open();
  await connect(tab, 'ftp://example.org', '');
  await tab.refuses('API base URL', /https:\/\//);
  await tab.refuses('API token', /Enter the API token/);
  assert.deepEqual(await api.asked(), []);
});

test('401: the token is not accepted, what was typed stays, and the right one connects', async () => {
  const tab = await open();
  await connect(tab, '/api/v1', 'wrong-token');
  await tab.says('alert', undefined, "doesn't accept the token");
  await tab.holds('API token', 'wrong-token');
  await connect(tab, '/api/v1', TOKEN);
  await tab.hasRows(20);
});

test('the token lives in memory alone: a reload asks for it again', async () => {
  const tab = await open();
  await connect(tab, `${api.base}/`, `Bearer ${TOKEN}`);
  await tab.hasRows(20);
  await tab.reload();
  await tab.holds('API token', '');
});

test('an address that the policy of this site does not allow: the policy is named, not the other side', async () => {
  const tab = await open();
  tab.expectedErrors = /connect-src/;
  await connect(tab, 'http://10.20.30.40:8000/api/v1', TOKEN);
  await tab.says('alert', undefined, "This page's policy doesn't allow calls to http://10.20.30.40:8000");
});

test('nobody there, and an answer that the browser withholds, are told apart', async () => {
  const tab = await open();
  tab.expectedErrors = /Cross-Origin Request Blocked/;
  await connect(tab, 'http://127.0.0.1:9/api/v1', TOKEN);
  await tab.says('alert', undefined, 'No answer from http://127.0.0.1:9');
  await connect(tab, `${closed.origin}/api/v1`, TOKEN);
  await tab.says('alert', undefined, 'CORS');
});

test('after "Sign out" nothing of the connection is left on the page', async () => {
  const tab = await open();
  tab.expectedErrors = CUT_BY_LEAVING;
  await connect(tab, '/api/v1', TOKEN);
  await tab.hasRows(20);
  await tab.click('button', 'Sign out');
  await tab.holds('API token', '');
  await tab.hasRows(0);
});
