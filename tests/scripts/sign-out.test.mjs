// src/session/sign_out.js with tabs that share a local storage: open ones, a copy, one of another API.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const store = () => {
  const held = new Map();
  return { held, getItem: (key) => held.get(key) ?? null, setItem: (key, value) => held.set(key, String(value)), removeItem: (key) => held.delete(key) };
};
const shared = store();
globalThis.localStorage = shared;
let number = 0;

/** A tab with its own copy of the script. `session` is its session storage, which a copied tab gets from the original. */
async function openTab(session = store()) {
  number += 1;
  const tab = { session, listeners: [], reloads: 0 };
  /** Runs the script's code in this tab. */
  tab.run = (act) => {
    globalThis.sessionStorage = session;
    globalThis.location = { reload: () => (tab.reloads += 1) };
    globalThis.addEventListener = (_, listener) => tab.listeners.push(listener);
    return act(tab.script);
  };
  tab.script = await import(`../../src/session/sign_out.js?tab=${number}`);
  tab.connect = (base) => {
    session.setItem('headless-ops.connection', base);
    tab.run((script) => script.followSignOut(base));
  };
  tab.hear = () => tab.run(() => tab.listeners.forEach((listener) => listener()));
  tab.isConnectedAtStart = () => {
    tab.run((script) => script.forgetSignedOut());
    return session.getItem('headless-ops.connection') !== null;
  };
  return tab;
}

const copyOf = (session) => {
  const copied = store();
  session.held.forEach((value, key) => copied.setItem(key, value));
  return copied;
};

const pause = () => new Promise((done) => setTimeout(done, 5));

test('a sign-out reaches each tab of that API, and no other', async () => {
  const [one, two, other] = [await openTab(), await openTab(), await openTab()];
  one.connect('/api/v1');
  two.connect('/api/v1');
  other.connect('https://other.example/api/v1');
  for (const tab of [one, two, other]) tab.hear();
  assert.deepEqual([one, two, other].map((tab) => tab.reloads), [0, 0, 0]);
  await pause();
  one.run((script) => script.announceSignOut());
  for (const tab of [one, two, other]) tab.hear();
  assert.equal(one.reloads, 0, 'the tab itself deletes the history first');
  assert.ok(two.reloads > 0);
  assert.equal(other.reloads, 0);
  assert.deepEqual([one, two, other].map((tab) => tab.isConnectedAtStart()), [false, false, true]);
  assert.equal(two.session.getItem('headless-ops.signed-out'), 'yes');
});

test('a copied tab that starts after the sign-out is not connected', async () => {
  const one = await openTab();
  one.connect('/api/v1');
  const copied = await openTab(copyOf(one.session));
  assert.ok(copied.isConnectedAtStart());
  await pause();
  one.run((script) => script.announceSignOut());
  assert.ok(!copied.isConnectedAtStart());
  copied.connect('/api/v1');
  assert.ok(copied.isConnectedAtStart(), 'it can connect again');
});

test('only a later sign-out forbids to write', async () => {
  const one = await openTab();
  one.connect('/api/v1');
  const before = await openTab();
  before.connect('/api/v1');
  await pause();
  one.run((script) => script.announceSignOut());
  await pause();
  const after = await openTab();
  after.connect('/api/v1');
  const at = one.script.signedOutAt;
  assert.deepEqual([one, before, after].map((tab) => tab.script.isLaterSignOut(at)), [true, true, false]);
  assert.equal(before.script.isLaterSignOut(undefined), false, 'nobody has signed out');
});

test('without storage a tab stays connected', async () => {
  const tab = await openTab();
  const denied = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  globalThis.localStorage = { getItem: denied, setItem: denied };
  tab.run((script) => script.followSignOut('/api/v1'));
  tab.hear();
  tab.run((script) => script.announceSignOut());
  assert.equal(tab.reloads, 0);
  globalThis.localStorage = shared;
});
