// Starts the app, or says why it can't. Runs before the WebAssembly does. script/hooks/post-build.mjs bundles it with the glue of
// wasm-bindgen and defines WASM, the name and the digest of the WebAssembly file, and LAZY_CHUNKS (see lazy.js).
import init from 'headless-ops';
import { loadStyles } from './lazy.js';

// The first versions with all that is needed: light-dark() (Chrome 123, Firefox 120, Safari 17.5), popovers (Chrome 114, Firefox 125,
// Safari 17), AbortSignal.any (Chrome 116, Firefox 124, Safari 17.4) and SIMD in WebAssembly (Chrome 91, Firefox 89, Safari 16.4).
const OLDEST = 'Chrome 123, Firefox 125 or Safari 17.5';

function isTooOld() {
  return !CSS.supports('color', 'light-dark(#000, #fff)') || !('popover' in HTMLElement.prototype) || typeof AbortSignal.any !== 'function';
}

function fail(reason, advice) {
  const box = document.getElementById('boot');
  if (!box) return;
  box.className = 'boot boot-failed';
  const heading = document.createElement('h1');
  heading.textContent = reason;
  const text = document.createElement('p');
  text.textContent = advice;
  const reload = document.createElement('button');
  reload.type = 'button';
  reload.textContent = 'Reload';
  reload.addEventListener('click', () => location.reload());
  box.setAttribute('role', 'alert');
  box.replaceChildren(heading, text, reload);
}

async function start() {
  if (typeof WebAssembly !== 'object') {
    fail('WebAssembly is switched off in this browser', 'Headless Ops runs on WebAssembly. Switch it on, or open this page in another browser.');
    return;
  }
  if (isTooOld()) {
    fail('This browser is too old', `Headless Ops needs ${OLDEST}, or a newer version.`);
    return;
  }
  // Module scripts run after the style sheets: one without rules did not arrive or failed its integrity check.
  const style = document.querySelector('link[rel="stylesheet"]');
  if (style && !style.sheet?.cssRules.length) {
    fail('Headless Ops could not be loaded', 'The style file did not arrive, or it is not the one that was built. Check the network and reload; if it stays so, tell whoever runs this site.');
    return;
  }
  let response;
  try {
    const request = fetch(new URL(WASM.name, import.meta.url), { integrity: WASM.integrity, credentials: 'same-origin' });
    // The first use of times and zones takes browsers some 20 ms. Spend them while the file is on its way.
    new Intl.DateTimeFormat().resolvedOptions();
    response = await request;
  } catch {
    fail('Headless Ops could not be loaded', 'The program file did not arrive, or it is not the one that was built. Check the network and reload; if it stays so, tell whoever runs this site.');
    return;
  }
  if (!response.ok) {
    fail('Headless Ops could not be loaded', `The server answered ${response.status} for the program file. It may have just been updated: reload.`);
    return;
  }
  try {
    await init({ module_or_path: response });
  } catch (error) {
    // A panic or a trap, not an old browser: src/panic.js shows the page for it.
    if (error instanceof WebAssembly.RuntimeError) throw error;
    if (/Content Security Policy|unsafe-eval/i.test(String(error))) {
      fail('This page may not run WebAssembly', 'The Content-Security-Policy of this site needs \'wasm-unsafe-eval\' in script-src.');
    } else {
      console.error(error);
      fail('Headless Ops could not be started', `This browser may be too old: Headless Ops needs ${OLDEST}, or a newer version.`);
    }
  }
}

// Leptos sets some static markup as HTML. Trusted Types let it pass here if it can't run anything.
if (globalThis.trustedTypes?.createPolicy) {
  const active = /<\s*(script|iframe|object|embed|base|meta|link)|\son\w+\s*=|javascript:/i;
  trustedTypes.createPolicy('default', {
    createHTML: (html) => {
      if (active.test(html)) throw new TypeError('markup that could run was refused');
      return html;
    },
  });
}

// A development build is not split, so no chunk brings the styles.
if (Object.keys(LAZY_CHUNKS).length === 0) loadStyles().catch(console.error);
start();
