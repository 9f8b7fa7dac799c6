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
