// Fetches lazy chunks: WebAssembly that the first view doesn't need. script/hooks/post-build.mjs defines LAZY_CHUNKS, which maps the
// names that wasm-split-cli gave the chunks to their file names and digests in the build. The app shows errors and a button to retry.
import { fetchBuilt } from './fetch.js';

const TIMEOUT_MS = 60_000;

let styles;

/** Loads the styles that only lazy chunks need. index.html has them in a disabled link, which browsers don't fetch. */
export function loadStyles() {
  styles ??= new Promise((resolve, reject) => {
    const disabled = document.getElementById('lazy-styles');
    // A clone, because a link that failed once is not fetched again.
    const link = disabled.cloneNode();
    link.disabled = false;
    link.addEventListener('load', resolve);
    link.addEventListener('error', () => {
      link.replaceWith(disabled);
      styles = undefined;
      reject(new Error(`Failed to load ${link.href}`));
    });
    disabled.replaceWith(link);
  });
  return styles;
}

/** Replaces `fetch` in the script of wasm-split-cli. The browser rejects a chunk with a different digest. */
export async function fetchChunk(url) {
  const chunk = LAZY_CHUNKS[url.pathname.split('/').at(-1)];
  const [response] = await Promise.all([fetchBuilt(chunk, AbortSignal.timeout(TIMEOUT_MS)), loadStyles()]);
  if (!response.ok) throw new Error(`${chunk.name}: the server answered ${response.status}`);
  if (response.headers.get('Content-Type')?.startsWith('application/wasm')) return response;
  // Some hosts don't know the content type, and browsers only compile while streaming if it is set.
  return new Response(response.body, { headers: { 'Content-Type': 'application/wasm' } });
}
