// Fetches a part of the app: WebAssembly that the first screen doesn't need. script/finish-dist.mjs puts it in place of the plain
// fetch that wasm-split-cli writes, and fills in the names and the digests. What it throws, the app says in words, with a way out.
const PATIENCE_MS = 60_000;

let style;

/** The rules of the parts, which come with the first of them: a part without them would be a heap of words. */
function styled() {
  style ??= new Promise((come, miss) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.integrity = LATER_STYLE.integrity;
    link.addEventListener('load', come);
    link.addEventListener('error', () => {
      link.remove();
      style = undefined;
      miss(new Error(`${LATER_STYLE.name} did not come, or is not the one that was built`));
    });
    link.href = new URL(LATER_STYLE.name, import.meta.url);
    document.head.append(link);
  });
  return style;
}

export async function fetchPart(part) {
  const [response] = await Promise.all([fetchCode(part), PARTS[part].plain || styled()]);
  return response;
}

async function fetchCode(part) {
  const { name, integrity } = PARTS[part];
  const response = await fetch(new URL(name, import.meta.url), { integrity, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
  if (response.headers.get('Content-Type')?.startsWith('application/wasm')) return response;
  // Some hosts don't know the type, and without it the browser compiles nothing.
  return new Response(response.body, { headers: { 'Content-Type': 'application/wasm' } });
}
