// Small servers other than the app's: another origin, another API, a proxy in front of the real one.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from '@playwright/test';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void | Promise<void>;

export class OtherServer {
  private readonly server;
  private address = '';

  constructor(handler: Handler) {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => void handler(request, response, body));
    });
  }

  get origin(): string {
    if (!this.address) throw new Error('the server does not run yet');
    return this.address;
  }

  start(): Promise<void> {
    return new Promise((done) =>
      this.server.listen(0, '127.0.0.1', () => {
        this.address = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
        done();
      }),
    );
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }
}

/** Starts a server for the tests of this file. */
export function serveOther(handler: Handler): OtherServer {
  const server = new OtherServer(handler);
  test.beforeAll(() => server.start());
  test.afterAll(() => server.stop());
  return server;
}

export function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(text);
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
