// Starts the app, or the connect page if no connection is known, or shows why neither can run. Runs before any WebAssembly.
// script/hooks/post-build.mjs bundles it with the app's glue code of wasm-bindgen and defines APP, CONNECT and CONNECT_SCRIPT, the file names
// and digests of the two programs and of connect.js, LAZY_CHUNKS (see lazy.js) and BOOT_TEXTS (see src/panic.js).
import initApp, { start } from 'headless-ops';
import { fetchBuilt, importBuilt } from './fetch.js';
import { loadStyles } from './lazy.js';
import { isMixedContent } from './mixed_content.js';
import { language, text } from '../panic.js';
import { forgetSignedOut } from '../session/sign_out.js';

// The first versions that support everything needed: light-dark() (Chrome 123, Firefox 120, Safari 17.5), popovers (Chrome 114, Firefox
// 125, Safari 17), AbortSignal.any (Chrome 116, Firefox 124, Safari 17.4) and WebAssembly SIMD (Chrome 91, Firefox 89, Safari 16.4).
const oldest = () => text('oldest_browsers');

// Only release builds are split.
const isDevelopment = Object.keys(LAZY_CHUNKS).length === 0;

function isTooOld() {
  return !CSS.supports('color', 'light-dark(#000, #fff)') || !('popover' in HTMLElement.prototype) || typeof AbortSignal.any !== 'function';
}

function fail(reason, advice) {
  const box = document.getElementById('boot');
  if (!box) return;
  box.className = 'boot boot-failed';
  const heading = document.createElement('h1');
  heading.textContent = reason;
  const paragraph = document.createElement('p');
  paragraph.textContent = advice;
  const reload = document.createElement('button');
  reload.type = 'button';
  reload.textContent = text('reload');
  reload.addEventListener('click', () => location.reload());
  box.setAttribute('role', 'alert');
  box.replaceChildren(heading, paragraph, reload);
}

/** Why a program can't run, as a heading and advice. */
class LoadError extends Error {
  constructor(reason, advice) {
    super(reason);
    this.advice = advice;
  }
}

function notArrived() {
  throw new LoadError(text('not_loaded'), text('program_not_arrived'));
}

async function load(program, init) {
  const response = await fetchBuilt(program).catch(notArrived);
  if (!response.ok) {
    throw new LoadError(text('not_loaded'), text('program_status', { status: response.status }));
  }
  try {
    await init({ module_or_path: response });
  } catch (error) {
    if (error instanceof LoadError) throw error;
    if (/Content Security Policy|unsafe-eval/i.test(String(error))) {
      throw new LoadError(text('wasm_not_allowed'), text('wasm_not_allowed_advice'));
    }
    console.error(error);
    throw new LoadError(text('not_started'), text('not_started_advice', { browsers: oldest() }));
  }
}

// Fills in the texts of index.html, which are shown until a program runs.
document.documentElement.lang = language();
for (const element of document.querySelectorAll('#boot [data-text]')) element.textContent = text(element.dataset.text);

const settings = fetch('config.json', { cache: 'no-cache' });
// Each program reads its own copy.
const readSettings = () => settings.then((response) => response.clone());

let app;
/** Loads the app once; tries again after a failure. */
function loadApp() {
  app ??= load(APP, initApp).catch((error) => {
    app = undefined;
    throw error;
  });
  return app;
}

/**
 * Whether this tab has stored a connection, or the settings hold a token (see src/session/sign_in.rs) for an address that this page may call.
 * Where it may not, the page for connecting says so.
 */
async function isConnectionKnown() {
  try {
    forgetSignedOut();
    if (sessionStorage.getItem('headless-ops.connection')) return true;
    if (sessionStorage.getItem('headless-ops.signed-out')) return false;
  } catch {
    // This browser has no session storage.
  }
  return readSettings().then((response) => response.json()).then(({ token, apiBaseUrl }) => Boolean(token) && !isMixedContent(location.protocol, apiBaseUrl), () => false);
}

async function signIn() {
  const script = importBuilt(CONNECT_SCRIPT).catch(notArrived);
  await load(CONNECT, async (program) => (await script).init(program));
  const connection = (await script).connect(readSettings(), loadApp);
  // Fetched while the user fills in the form. On an error, the connect page tries again and reports it.
  loadApp().catch(() => undefined);
  return connection;
}

async function run() {
  if (typeof WebAssembly !== 'object') {
    throw new LoadError(text('wasm_off'), text('wasm_off_advice'));
  }
  if (isTooOld()) throw new LoadError(text('browser_too_old'), text('browser_too_old_advice', { browsers: oldest() }));
  // Module scripts run after style sheets have loaded: one without rules did not arrive or failed its integrity check.
  const style = document.querySelector('link[rel="stylesheet"]');
  if (style && !style.sheet?.cssRules.length) {
    throw new LoadError(text('not_loaded'), text('style_not_arrived'));
  }
  // The component gallery needs no connection.
  const isGallery = isDevelopment && location.hash === '#/gallery';
  if (isGallery || (await isConnectionKnown())) {
    // The first use of `Intl` for times and zones takes browsers about 20 ms. Do that while the file is loading.
    const loaded = loadApp();
    new Intl.DateTimeFormat().resolvedOptions();
    await loaded;
    if (await start(readSettings())) return;
  }
  await start(readSettings(), await signIn());
}

// The Trusted Types policy. Leptos sets some static markup as HTML: it passes if it can't run scripts. The worker's script passes if it comes
// from this site.
if (globalThis.trustedTypes?.createPolicy) {
  const active = /<\s*(script|iframe|object|embed|base|meta|link)|\son\w+\s*=|javascript:/i;
  trustedTypes.createPolicy('default', {
    createHTML: (html) => {
      if (active.test(html)) throw new TypeError('markup that could run was refused');
      return html;
    },
    createScriptURL: (url) => {
      if (new URL(url, location).origin !== location.origin) throw new TypeError('a script of another site was refused');
      return url;
    },
  });
}

// Development builds have no chunks that would load the styles.
if (isDevelopment) loadStyles().catch(console.error);
run().catch((error) => {
  // A panic or a trap: src/panic.js shows the error page.
  if (!(error instanceof LoadError)) throw error;
  fail(error.message, error.advice);
});
