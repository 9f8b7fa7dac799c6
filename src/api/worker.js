// The page's side of the worker that fetches pages: starts it when it is first needed, sends requests, ends it. If there is no worker
// (under `trunk serve`) or it can't be started, every request resolves to `undefined`, and the caller fetches the page itself.
import { onStop } from '../panic.js';

// In ms. A script that never arrives would hold every page back.
const START_MS = 15_000;
const built = typeof WORKER === 'undefined' ? undefined : WORKER;
const waiting = new Map();
let coming; // a promise of the worker, once it was started
let lost = !built; // no worker can be started
let last = 0;

function giveUp(worker, why) {
  if (lost) return;
  lost = true;
  console.warn('Pages are fetched without a worker; that takes more of this page\'s time.', why);
  worker?.terminate();
  for (const answer of waiting.values()) answer(undefined);
  waiting.clear();
}

async function start() {
  const url = new URL(built.name, import.meta.url);
  // `new Worker` has no integrity check, and the policy of this site allows no blob: worker. So the script is fetched with a check before each
  // start. The worker then runs the copy in the HTTP cache, or what the server sends if it forbids caching.
  const response = await fetch(url, { integrity: built.integrity, credentials: 'same-origin', signal: AbortSignal.timeout(START_MS) });
  if (!response.ok) throw new Error(`${built.name}: the server answered ${response.status}`);
  await response.arrayBuffer();
  return url;
}

function run(url) {
  const worker = new Worker(url, { name: 'pages' });
  worker.onerror = (event) => {
    event.preventDefault();
    giveUp(worker, event.message || 'It could not be started.');
  };
  worker.onmessage = ({ data }) => {
    if (data.lost) giveUp(worker, data.lost);
    else for (const came of data) waiting.get(came.number)?.(came);
  };
  return worker;
}

async function started() {
  if (lost) return undefined;
  if (!coming) {
    const mine = start().then((url) => (coming === mine ? run(url) : undefined));
    coming = mine;
    mine.catch((error) => giveUp(undefined, error));
  }
  return coming.catch(() => undefined);
}

// Requests of one task are sent as one message, because each message costs both threads a task.
let outgoing = [];
function send(worker, message) {
  if (outgoing.push(message) > 1) return;
  queueMicrotask(() => {
    worker.postMessage(outgoing);
    outgoing = [];
  });
}

export async function fetchInWorker(url, authorization, cookies, signal) {
  const worker = await started();
  if (!worker || signal?.aborted) return undefined;
  last += 1;
  const number = last;
  const answer = new Promise((done) => waiting.set(number, done));
  send(worker, { number, url: new URL(url, document.baseURI).href, authorization, cookies });
  const stop = () => {
    send(worker, { number });
    // A worker that hangs never answers. The caller knows why it has aborted.
    waiting.get(number)?.({ failure: 'aborted', status: 0 });
  };
  signal?.addEventListener('abort', stop);
  const came = await answer;
  signal?.removeEventListener('abort', stop);
  waiting.delete(number);
  return came;
}

// Drops the requests under way.
export function endWorker() {
  coming?.then((worker) => worker?.terminate(), () => undefined);
  coming = undefined;
  waiting.clear();
}

onStop(endWorker);
