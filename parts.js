// Fetches a part of the app: WebAssembly that the first screen doesn't need. script/finish-dist.mjs puts it in place of the plain
// fetch that wasm-split-cli writes, and fills in the names and the digests. What it throws, the app says in words, with a way out.
const PATIENCE_MS = 60_000;

export async function fetchPart(part) {
  const { name, integrity } = PARTS[part];
  const response = await fetch(new URL(name, import.meta.url), { integrity, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
  if (response.headers.get('Content-Type')?.startsWith('application/wasm')) return response;
  // Some hosts don't know the type, and without it the browser compiles nothing.
  return new Response(response.body, { headers: { 'Content-Type': 'application/wasm' } });
}
