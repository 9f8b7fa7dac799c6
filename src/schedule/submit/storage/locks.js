// Locks shared by all tabs of this browser. Resolves to `undefined` if the Web Locks API is missing (plain HTTP).

// Resolves to a function that releases the lock, or without `wait` to `null` while another tab holds it.
export function holdLock(name, wait) {
  if (!navigator.locks) return Promise.resolve(undefined);
  return new Promise((done, failed) => {
    const held = (lock) => {
      if (!lock) return done(null);
      return new Promise((release) => done(release));
    };
    navigator.locks.request(name, wait ? {} : { ifAvailable: true }, held).catch(failed);
  });
}
