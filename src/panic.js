// The page that replaces the app once it has stopped: after a panic, which panic.rs reports, and after a trap or an overflow of the stack,
// which Rust never sees. Plain DOM, as neither Leptos nor the memory of the program can be trusted any more.
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
  const title = make('h1', { id: 'stopped-title', tabIndex: -1 }, 'Something went wrong and the app stopped');
  const advice = make('p', { id: 'stopped-advice' }, 'Data is no longer updated. Reload the page to continue.');
  const kept = make('ul', { className: 'stopped-kept' });
  if (keeps('draft')) kept.append(make('li', {}, make('strong', {}, 'Schedule draft: '), 'kept in this tab. The Schedule page restores it after the reload.'));
  if (keeps('sending')) {
    kept.append(make('li', {}, make('strong', {}, 'Schedule request: '), 'the outcome isn\'t known yet. After the reload, the Schedule page searches for the operation before it offers to send again.'));
  }
  const reload = make('button', { type: 'button', className: 'button button-primary' }, 'Reload page');
  reload.addEventListener('click', () => location.reload());
  const actions = make('div', { className: 'stopped-actions' }, reload, make('a', { className: 'button', href: './' }, 'Open start page'));
  const technical = make('details', {}, make('summary', {}, 'Technical details'), make('pre', { tabIndex: 0 }, details));
  const help = make('p', { className: 'meta' }, 'If this happens again, send the technical details to the administrator of this site.');
  const page = make('div', { className: 'stopped' }, make('div', {}, title, advice, ...(kept.hasChildNodes() ? [kept] : []), actions, help, technical));
  page.setAttribute('role', 'alertdialog');
  page.setAttribute('aria-labelledby', title.id);
  page.setAttribute('aria-describedby', advice.id);
  // Shortcuts of the app would still change the address; "back" leads to a page that has to be loaded.
  addEventListener('keydown', (event) => event.stopImmediatePropagation(), true);
  const address = location.href;
  // Not for the navigation in which the app stopped: its event is still to come.
  addEventListener('hashchange', ({ newURL }) => newURL !== address && location.reload());
  document.title = 'Stopped · Headless Ops';
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
