// Stores history snapshots in IndexedDB. The key of a record is the base URL of the API and a fingerprint of URL and token.
// Errors reject and the caller reports them, except for a failed wipe, which is only logged.
const HISTORY = 'history';
let opened;

// The connection stays open, so that a page that is being closed can still write.
function open() {
  if (!opened) {
    opened = new Promise((done, fail) => {
      const request = indexedDB.open('headless-ops', 1);
      request.onupgradeneeded = () => request.result.createObjectStore(HISTORY);
      request.onerror = () => fail(request.error);
      request.onsuccess = () => {
        const database = request.result;
        const gone = () => {
          database.close();
          opened = undefined;
        };
        database.onversionchange = gone;
        database.onclose = gone;
        done(database);
      };
    });
    opened.catch(() => {
      opened = undefined;
    });
  }
  return opened;
}

async function within(mode, act) {
  const transaction = (await open()).transaction(HISTORY, mode);
  return new Promise((done, fail) => {
    const request = act(transaction.objectStore(HISTORY));
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => fail(transaction.error ?? request.error);
  });
}

export const readKept = (base, name) => within('readonly', (all) => all.get([base, name]));

export const putKept = (base, name, at, bytes) => within('readwrite', (all) => all.put({ at, bytes }, [base, name]));

// Deletes all records of that API, or all records if `base` is undefined.
export function wipeKept(base) {
  const wipe = (all) => (base === undefined ? all.clear() : all.delete(IDBKeyRange.bound([base], [base, []])));
  return within('readwrite', wipe).catch((error) => console.warn('What was kept of the history could not be removed.', error));
}
