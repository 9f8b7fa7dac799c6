// Stores history snapshots in IndexedDB. The key of a record is the base URL of the API and a fingerprint of URL and token.
// Errors reject and the caller reports them.
import { isLaterSignOut, signedOutAt } from '../../session/sign_out.js';

const HISTORY = 'history';
// [SIGNED_OUT, base] is the key of the time of the last sign-out from that API. It sorts after every base URL.
const SIGNED_OUT = 'signed-out';
// Time limits in ms: a browser whose storage hangs fires no event at all.
const OPEN_MS = 5_000;
const TRANSACTION_MS = 20_000;
let opened;

const within = (ms, promise) => {
  const late = new Promise((_, fail) => setTimeout(fail, ms, new DOMException('the storage does not answer', 'TimeoutError')));
  return Promise.race([promise, late]);
};

// The connection stays open, so that a page that is being closed can still write.
function open() {
  if (!opened) {
    const mine = within(OPEN_MS, new Promise((done, fail) => {
      const request = indexedDB.open('headless-ops', 1);
      request.onupgradeneeded = () => request.result.createObjectStore(HISTORY);
      request.onerror = () => fail(request.error);
      request.onsuccess = () => {
        const database = request.result;
        // Too late: nobody waits for it any more.
        if (opened !== mine) return database.close();
        const gone = () => drop(mine, database);
        database.onversionchange = gone;
        database.onclose = gone;
        return done(database);
      };
    }));
    opened = mine;
    mine.catch(() => drop(mine));
  }
  return opened;
}

function drop(connection, database) {
  database?.close();
  if (opened === connection) opened = undefined;
}

async function attempt(mode, act) {
  const connection = open();
  const database = await connection;
  let transaction;
  try {
    transaction = database.transaction(HISTORY, mode);
    return await within(TRANSACTION_MS, new Promise((done, fail) => {
      const request = act(transaction.objectStore(HISTORY));
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => fail(transaction.error ?? request.error);
    }));
  } catch (error) {
    // A connection can be dead without an event, so the next attempt opens another one.
    drop(connection, database);
    if (error?.name === 'TimeoutError') transaction?.abort();
    throw error;
  }
}

// A second attempt, because the first may have used a dead connection. No second one for what would fail again or takes long.
const transact = (mode, act) =>
  attempt(mode, act).catch((error) => (/^(QuotaExceeded|Timeout)Error$/.test(error?.name) ? Promise.reject(error) : attempt(mode, act)));

export const readKept = (base, name) => transact('readonly', (all) => all.get([base, name]));

// The mark is read in the same transaction, so that nothing is written after another tab has signed out.
export const putKept = (base, name, at, bytes) =>
  transact('readwrite', (all) => {
    const mark = all.get([SIGNED_OUT, base]);
    mark.onsuccess = () => isLaterSignOut(mark.result) && all.transaction.abort();
    return all.put({ at, bytes }, [base, name]);
  });

// Deletes all records of that API, or all records if `base` is undefined.
export const wipeKept = (base) =>
  transact('readwrite', (all) => {
    if (base && signedOutAt) all.put(signedOutAt, [SIGNED_OUT, base]);
    return all.delete(base === undefined ? IDBKeyRange.upperBound([SIGNED_OUT], true) : IDBKeyRange.bound([base], [base, []]));
  });
