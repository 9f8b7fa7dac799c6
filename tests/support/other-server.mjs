// Small servers other than the app's: another origin, another API. Without a test framework.
import { createServer } from 'node:http';

/**
 * @typedef {import('node:http').IncomingMessage} IncomingMessage
 * @typedef {import('node:http').ServerResponse} ServerResponse
 * @typedef {(request: IncomingMessage, response: ServerResponse, body: string) => void | Promise<void>} Handler
 */

export class OtherServer {
  #server;
  #address = '';

  /** @param {Handler} handler */
  constructor(handler) {
    this.#server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => void handler(request, response, body));
    });
  }

  get origin() {
    if (!this.#address) throw new Error('the server does not run yet');
    return this.#address;
  }

  /** @returns {Promise<void>} */
  start() {
    return new Promise((done) =>
      this.#server.listen(0, '127.0.0.1', () => {
        this.#address = `http://127.0.0.1:${this.#server.address().port}`;
        done();
      }),
    );
  }

  /** @returns {Promise<void>} */
  stop() {
    this.#server.closeAllConnections();
    return new Promise((done) => this.#server.close(() => done()));
  }
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {unknown} body
 * @param {Record<string, string>} headers
 */
export function answer(response, status, body, headers = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(text);
}
