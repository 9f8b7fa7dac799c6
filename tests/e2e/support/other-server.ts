// Servers other than the app's, as fixtures, and a proxy in front of the real one.
import { test } from '@playwright/test';
import { type Handler, OtherServer } from '../../support/other-server.mjs';

export { answer, OtherServer } from '../../support/other-server.mjs';

/** Starts a server for the tests of this file. */
export function serveOther(handler: Handler): OtherServer {
  const server = new OtherServer(handler);
  test.beforeAll(() => server.start());
  test.afterAll(() => server.stop());
  return server;
}

/** Forwards requests to `origin` under `prefix`, like a proxy that doesn't rewrite the URLs in the API's answers. */
export function proxyTo(origin: () => string, prefix: string): Handler {
  return async (request, response, body) => {
    const path = request.url ?? '/';
    const inner = path.startsWith(prefix) ? `/api/v1${path.slice(prefix.length)}` : path;
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => name !== 'host' && name !== 'connection' && name !== 'content-length'));
    const passed = await fetch(origin() + inner, {
      method: request.method,
      headers: headers as Record<string, string>,
      body: body || undefined,
    });
    const kept = ['content-type', 'retry-after', 'content-security-policy', 'date'];
    const own = Object.fromEntries(kept.flatMap((name) => (passed.headers.has(name) ? [[name, passed.headers.get(name) ?? '']] : [])));
    response.writeHead(passed.status, own);
    response.end(Buffer.from(await passed.arrayBuffer()));
  };
}
