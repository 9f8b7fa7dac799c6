// Signing out reaches every tab of this browser that uses the same API: open tabs, copies of them, and tabs that the browser restores later.
// localStorage holds the time of the last sign-out from each API. A tab remembers the one that was there when it connected.
const MARK = 'headless-ops.sign-out';

let own;
let mark;
let connectedAt;

/** When this tab has signed out, in ms since the epoch. */
export let signedOutAt;

// The browser may deny storage.
function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

const latest = (base) => attempt(() => localStorage.getItem(`${MARK}.${base}`)) ?? '';

// The next start forgets the connection.
const leave = () => latest(own) !== mark && location.reload();

/** Follows what other tabs do, once this tab is connected. */
export function followSignOut(base) {
  [own, mark, connectedAt] = [base, latest(base), Date.now()];
  attempt(() => sessionStorage.setItem(MARK, `${mark} ${base}`));
  // A page in the back/forward cache gets no storage events.
  for (const event of ['storage', 'pageshow', 'visibilitychange']) addEventListener(event, leave);
}

/** Tells the other tabs that this one signs out. */
export function announceSignOut() {
  signedOutAt = Date.now();
  mark = String(signedOutAt);
  attempt(() => localStorage.setItem(`${MARK}.${own}`, mark));
}

/** Whether a sign-out at that time came after this tab connected. */
export const isLaterSignOut = (at) => at > connectedAt;

/** Forgets the connection of this tab if another tab has signed out since (see src/session/sign_in.rs). */
export function forgetSignedOut() {
  const [known, base] = sessionStorage.getItem(MARK)?.split(' ') ?? [];
  if (base && latest(base) !== known) {
    sessionStorage.removeItem('headless-ops.connection');
    sessionStorage.setItem('headless-ops.signed-out', 'yes');
  }
}
