// The page that replaces the app after a panic, which panic.rs reports, or after a trap or stack overflow, which Rust can't catch. Plain
// DOM, because Leptos and the program's memory are no longer reliable.
// Its texts and those of src/boot/start.js are the area `boot` in locales/. script/hooks/post-build.mjs defines BOOT_TEXTS, which maps
// language tags to these texts. If it is not defined, as in component tests, the key is shown instead of the text.
const texts = typeof BOOT_TEXTS === 'undefined' ? {} : BOOT_TEXTS;
let stopped = false;
const firstTimer = setTimeout(() => undefined);

const atStop = [];

export const isStopped = () => stopped;

/** Calls `end` when the app stops: for work outside the main thread. */
export const onStop = (end) => atStop.push(end);

export function stopApp(message, stack = new Error().stack) {
  if (stopped) return;
  stopped = true;
  for (const end of atStop) end();
  // In a microtask, because the program is still running: moving the focus fires events, which would reenter it.
  queueMicrotask(() => show(`${new Date().toISOString()} ${location.href}\n\n${message}\n${stack.replace(/^\w*Error.*\n/, '')}`));
}

const known = (wish) => Object.keys(texts).find((tag) => wish?.toLowerCase().split(/[-_]/)[0] === tag);

function keptLanguage() {
  try {
    return localStorage.getItem('headless-ops.language');
  } catch {
    return null;
  }
}

/** The language with which the program has marked the page; before that, the choice of src/i18n/choice.rs without the site's settings. */
export function language() {
  if (!document.getElementById('boot')) return known(document.documentElement.lang) ?? 'en';
  const wishes = [new URLSearchParams(location.search).get('lang'), keptLanguage(), ...navigator.languages];
  return wishes.map(known).find(Boolean) ?? 'en';
}

/** The text of a key, with its placeholders replaced. */
export function text(key, values = {}) {
  const message = texts[language()]?.[key] ?? key;
  return message.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

function make(tag, properties, ...content) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...content);
  return element;
}

/** Whether this tab has stored entries with that prefix (src/schedule/draft/input.rs, src/schedule/submit/storage/persistence.rs). */
function keeps(prefix) {
  try {
    return Object.keys(sessionStorage).some((name) => name.startsWith(`headless-ops.${prefix}.`));
  } catch {
    return false;
  }
}

function show(details) {
  const title = make('h1', { id: 'stopped-title', tabIndex: -1 }, text('stopped_title'));
  const advice = make('p', { id: 'stopped-advice' }, text('stopped_advice'));
  const kept = make('ul', { className: 'stopped-kept' });
  if (keeps('draft')) kept.append(make('li', {}, make('strong', {}, text('stopped_draft')), text('stopped_draft_kept')));
  if (keeps('sending')) {
    kept.append(make('li', {}, make('strong', {}, text('stopped_request')), text('stopped_request_kept')));
  }
  const reload = make('button', { type: 'button', className: 'button button-primary' }, text('reload_page'));
  reload.addEventListener('click', () => location.reload());
  const actions = make('div', { className: 'stopped-actions' }, reload, make('a', { className: 'button', href: './' }, text('open_start_page')));
  const technical = make('details', {}, make('summary', {}, text('technical_details')), make('pre', { tabIndex: 0 }, details));
  const help = make('p', { className: 'meta' }, text('stopped_help'));
  const page = make('div', { className: 'stopped' }, make('div', {}, title, advice, ...(kept.hasChildNodes() ? [kept] : []), actions, help, technical));
  page.setAttribute('role', 'alertdialog');
  page.setAttribute('aria-labelledby', title.id);
  page.setAttribute('aria-describedby', advice.id);
  // Keyboard shortcuts of the app would still change the address. "Back" leads to a page that must be loaded again.
  addEventListener('keydown', (event) => event.stopImmediatePropagation(), true);
  const address = location.href;
  // Ignores the navigation during which the app stopped: its event is still pending.
  addEventListener('hashchange', ({ newURL }) => newURL !== address && location.reload());
  document.title = text('stopped_document_title');
  document.body.replaceChildren(page);
  title.focus();
  // Timers would reenter the program in an undefined state.
  for (let timer = setTimeout(() => undefined); timer > firstTimer; timer -= 1) clearTimeout(timer);
}

function caught({ error, reason }) {
  const thrown = error ?? reason;
  // Too much recursion is a RangeError, or an InternalError in Firefox.
  const fatal = /^(Runtime|Range|Internal)Error$/.test(thrown?.name) && /wasm-function/.test(thrown.stack);
  if (fatal) stopApp(String(thrown), thrown.stack);
}

export function catchTraps() {
  addEventListener('error', caught);
  addEventListener('unhandledrejection', caught);
}
