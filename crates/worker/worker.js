// Fetches and decodes pages off the main thread. A valid page is returned as a batch; any other answer is returned unchanged, and the page
// handles it. Keeps no state between requests; each request brings its token.
// script/hooks/post-build.mjs bundles it with the glue of wasm-bindgen and defines WASM, the name and the digest of the WebAssembly file.
import init, { encode } from 'headless-ops-worker';

const PATIENCE_MS = 15_000;
const underWay = new Map();

const ready = (async () => {
  const response = await fetch(new URL(WASM.name, self.location.href), { integrity: WASM.integrity, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`${WASM.name}: the server answered ${response.status}`);
  await init({ module_or_path: response });
})();
ready.catch((error) => self.postMessage({ lost: String(error) }));

/** How long the network took, without the work of this thread, and the protocol, which other origins hide. */
function timing(url, started) {
  const entries = performance.getEntriesByType('resource');
  // The clock is coarse. An older entry is of an earlier request for the same page.
  const entry = entries.findLast(({ name, startTime }) => name === url && startTime >= started - 1);
  // The browser keeps 250 entries, and none more until they are cleared.
  if (entries.length > 100) performance.clearResourceTimings();
  return { tookMs: entry ? entry.duration : performance.now() - started, multiplexed: /^h[23]/.test(entry?.nextHopProtocol) };
}

async function exchange({ url, authorization, cookies }, signal) {
  const started = performance.now();
  const response = await fetch(url, { headers: { Accept: 'application/json', Authorization: authorization }, cache: 'no-store', credentials: cookies ? 'same-origin' : 'omit', priority: 'low', signal });
  const body = await response.arrayBuffer().catch((error) => {
    // The page tells a damaged answer from a missing one by the status.
    throw Object.assign(error, { status: response.status });
  });
  const header = (name) => response.headers.get(name) ?? undefined;
  const answer = {
    status: response.status,
    contentType: header('content-type'),
    retryAfter: header('retry-after'),
    date: header('date'),
    url: response.url,
    body: new Uint8Array(body),
    decoded: false,
    ...timing(url, started),
  };
  if (response.status >= 400) return answer;
  await ready;
  try {
    answer.body = encode(answer.body);
    answer.decoded = true;
  } catch {
    // Not a page: return the bytes unchanged.
  }
  return answer;
}

// Answers that arrive within a frame are sent as one message, because each message costs the page a task of its own. Nothing waits that
// the page could already answer with new requests: the first after a rest, and those after which nothing is under way.
const TOGETHER_MS = 16;
let answers = [];
let timer;
let handedAt = -TOGETHER_MS;

function handOver() {
  clearTimeout(timer);
  timer = undefined;
  handedAt = performance.now();
  self.postMessage(answers, answers.flatMap(({ body }) => (body ? [body.buffer] : [])));
  answers = [];
}

function hand(answer) {
  answers.push(answer);
  const rest = handedAt + TOGETHER_MS - performance.now();
  if (rest <= 0 || underWay.size === 0) handOver();
  else timer ??= setTimeout(handOver, rest);
}

async function ask({ number, ...request }) {
  const controller = new AbortController();
  underWay.set(number, controller);
  const answer = await exchange(request, controller.signal).catch((error) => ({ failure: String(error?.message ?? error), status: error?.status ?? 0 }));
  underWay.delete(number);
  hand({ number, ...answer });
}

self.onmessage = ({ data }) => {
  for (const message of data) {
    if (message.url === undefined) underWay.get(message.number)?.abort();
    else ask(message);
  }
};
