// Fetches files of the build by name and digest.

/**
 * Fetches a file of the build. The browser rejects one with a different digest. A failure is tried once more past the HTTP cache, which may
 * have kept an error page under the name of the file.
 */
export async function fetchBuilt({ name, integrity }, signal) {
  const request = (cache) => fetch(new URL(name, import.meta.url), { integrity, credentials: 'same-origin', cache, signal });
  const response = await request('default').catch(() => undefined);
  return response?.ok ? response : request('reload');
}

/** Imports a script of the build. `import()` checks no digest; a script element does, and leaves the script for the import. */
export async function importBuilt({ name, integrity }) {
  // Before the element, which knows no second try.
  await fetchBuilt({ name, integrity });
  const src = new URL(name, import.meta.url).href;
  await new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { type: 'module', src, integrity });
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => reject(new Error(`Failed to load ${name}`)));
    document.head.append(script);
  });
  return import(src);
}
