// Fetches a part of the app: WebAssembly that the first screen doesn't need. script/finish-dist.mjs puts it in place of the plain
// fetch that wasm-split-cli writes, and fills in the names and the digests: here those of the page for connecting, which is the first
// screen where nothing is connected, and that of the table of all others. What it throws, the app says in words, with a way out.
const PATIENCE_MS = 60_000;

let style, table;

/** A file of the build, and nothing else: the browser refuses one of another digest. */
async function fetchFile({ name, integrity }) {
  const response = await fetch(new URL(name, import.meta.url), { integrity, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
  return response;
}

/** The names and digests of all parts, read once; what didn't come is asked for again. */
function listed() {
  table ??= fetchFile(PART_TABLE).then((response) => response.json()).catch((why) => {
    table = undefined;
    throw why;
  });
  return table;
}

/** The rules of the parts, which come with the first of them: a part without them would be a heap of words. */
function styled({ name, integrity }) {
  style ??= new Promise((come, miss) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.integrity = integrity;
    link.addEventListener('load', come);
    link.addEventListener('error', () => {
      link.remove();
      style = undefined;
      miss(new Error(`${name} did not come, or is not the one that was built`));
    });
    link.href = new URL(name, import.meta.url);
    document.head.append(link);
  });
  return style;
}

export async function fetchPart(part) {
  const known = FIRST_PARTS[part];
  if (known) return fetchCode(known);
  const all = await listed();
  const [response] = await Promise.all([fetchCode(all.parts[part]), styled(all.style)]);
  return response;
}

async function fetchCode(file) {
  const response = await fetchFile(file);
  if (response.headers.get('Content-Type')?.startsWith('application/wasm')) return response;
  // Some hosts don't know the type, and without it the browser compiles nothing.
  return new Response(response.body, { headers: { 'Content-Type': 'application/wasm' } });
}
