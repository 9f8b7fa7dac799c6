// What is kept of the history between visits, in the browser's IndexedDB: a record for each API and token, under the API's address and a
// fingerprint of both. What goes wrong is the caller's to say, but for a failed wiping, which is logged.
const HISTORY = 'history';
let opened;

// Kept open, so that a page that is about to go can still hand over what it has.
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

// Everything of that API, or everything.
export function wipeKept(base) {
  const wipe = (all) => (base === undefined ? all.clear() : all.delete(IDBKeyRange.bound([base], [base, []])));
  return within('readwrite', wipe).catch((error) => console.warn('What was kept of the history could not be removed.', error));
}
