// The first script of the production page: starts the app, or says plainly why it can't. script/finish-dist.mjs bundles it with the
// glue of wasm-bindgen and fills in the name and the digest of the WebAssembly file.
import init from 'headless-ops';

function stop(reason, advice) {
  const box = document.getElementById('boot');
  if (!box) return;
  box.className = 'boot boot-failed';
  const heading = document.createElement('h1');
  heading.textContent = reason;
  const text = document.createElement('p');
  text.textContent = advice;
  const again = document.createElement('button');
  again.type = 'button';
  again.textContent = 'Reload';
  again.addEventListener('click', () => location.reload());
  box.setAttribute('role', 'alert');
  box.replaceChildren(heading, text, again);
}

async function start() {
  if (typeof WebAssembly !== 'object') {
    stop('WebAssembly is switched off in this browser', 'Headless Ops runs on WebAssembly. Switch it on, or open this page in another browser.');
    return;
  }
  // Scripts wait for style sheets: one without rules by now did not arrive, or is not the one that was built.
  const style = document.querySelector('link[rel="stylesheet"]');
  if (style && !style.sheet?.cssRules.length) {
    stop('Headless Ops could not be loaded', 'The style file did not arrive, or it is not the one that was built. Check the network and reload; if it stays so, tell whoever runs this site.');
    return;
  }
  let response;
  try {
    const coming = fetch(new URL(WASM_FILE, import.meta.url), { integrity: WASM_INTEGRITY, credentials: 'same-origin' });
    // What browsers first do with times and zones takes them some 20 ms: here, while there is nothing else to do.
    new Intl.DateTimeFormat().resolvedOptions();
    response = await coming;
  } catch {
    stop('Headless Ops could not be loaded', 'The program file did not arrive, or it is not the one that was built. Check the network and reload; if it stays so, tell whoever runs this site.');
    return;
  }
  if (!response.ok) {
    stop('Headless Ops could not be loaded', `The server answered ${response.status} for the program file. It may have just been updated: reload.`);
    return;
  }
  try {
    await init({ module_or_path: response });
  } catch (error) {
    if (/Content Security Policy|unsafe-eval/i.test(String(error))) {
      stop('This page may not run WebAssembly', 'The Content-Security-Policy of this site needs \'wasm-unsafe-eval\' in script-src.');
    } else {
      console.error(error);
      stop('Headless Ops could not be started', 'This browser may be too old: WebAssembly with SIMD is needed (Chrome 91, Firefox 89, Safari 16.4 or newer).');
    }
  }
}

// Some of Leptos' static markup is set as HTML. Under Trusted Types it passes here, and only if it holds nothing that could run.
if (globalThis.trustedTypes?.createPolicy) {
  const active = /<\s*(script|iframe|object|embed|base|meta|link)|\son\w+\s*=|javascript:/i;
  trustedTypes.createPolicy('default', {
    createHTML: (html) => {
      if (active.test(html)) throw new TypeError('markup that could run was refused');
      return html;
    },
  });
}

start();
