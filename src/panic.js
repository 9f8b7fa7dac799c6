// The page that replaces the app once it has stopped: after a panic, which panic.rs reports, and after a trap or an overflow of the stack,
// which Rust never sees. Plain DOM, as neither Leptos nor the memory of the program can be trusted any more.
// Its texts, and those of src/boot/start.js, are the area `boot` in locales/: script/hooks/post-build.mjs defines BOOT_TEXTS, which maps the
// tags of the languages to them. Where it is not defined, under component tests, a text is its key.
const texts = typeof BOOT_TEXTS === 'undefined' ? {} : BOOT_TEXTS;
let stopped = false;
const firstTimer = setTimeout(() => undefined);

const atStop = [];

export const isStopped = () => stopped;

/** Runs `end` when the app stops: for what goes on beside this page's own thread. */
export const onStop = (end) => atStop.push(end);

export function stopApp(message, stack = new Error().stack) {
  if (stopped) return;
  stopped = true;
  for (const end of atStop) end();
  // The program is still running: moving the focus fires events, which would enter it again.
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

/** The language that the program has marked the page with; before that the choice of src/i18n/choice.rs without the settings of the site. */
export function language() {
  if (!document.getElementById('boot')) return known(document.documentElement.lang) ?? 'en';
  const wishes = [new URLSearchParams(location.search).get('lang'), keptLanguage(), ...navigator.languages];
  return wishes.map(known).find(Boolean) ?? 'en';
}

/** The text of a key, with its placeholders filled in. */
export function text(key, values = {}) {
  const message = texts[language()]?.[key] ?? key;
  return message.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

function make(tag, properties, ...content) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...content);
  return element;
}

/** Whether this tab keeps something under a name that begins so (src/schedule/draft.rs, src/schedule/submit/persistence.rs). */
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
  // Shortcuts of the app would still change the address; "back" leads to a page that has to be loaded.
  addEventListener('keydown', (event) => event.stopImmediatePropagation(), true);
  const address = location.href;
  // Not for the navigation in which the app stopped: its event is still to come.
  addEventListener('hashchange', ({ newURL }) => newURL !== address && location.reload());
  document.title = text('stopped_document_title');
  document.body.replaceChildren(page);
  title.focus();
  // Timers would enter the program again, in whatever state the stop has left it.
  for (let timer = setTimeout(() => undefined); timer > firstTimer; timer -= 1) clearTimeout(timer);
}

function caught({ error, reason }) {
  const thrown = error ?? reason;
  // Too much recursion is a RangeError, in Firefox an InternalError.
  const fatal = /^(Runtime|Range|Internal)Error$/.test(thrown?.name) && /wasm-function/.test(thrown.stack);
  if (fatal) stopApp(String(thrown), thrown.stack);
}

export function catchTraps() {
  addEventListener('error', caught);
  addEventListener('unhandledrejection', caught);
}
