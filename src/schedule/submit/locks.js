// Locks that all tabs of this browser share. Where there are none (plain http), `undefined` is answered for "not known".

// A function that releases the lock; `null` while another tab holds it, unless `wait`.
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
