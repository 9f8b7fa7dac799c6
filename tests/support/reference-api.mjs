// A reference API of its own for a test file: its own port and its own database, removed at the end. Without a test framework, so that the
// journeys of both browsers share it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Options of the server; omitted ones have the server's defaults.
 * @typedef {object} ServerOptions
 * @property {'current' | 'previous'} [revision]
 * @property {number} [history]
 * @property {number} [fleet]
 * @property {Record<string, 'full' | 'read' | 'none'>} [tokens]
 * @property {string[]} [allowOrigin]
 * @property {number} [latency] Added to every answer, in ms.
 * @property {number} [statusDelay] Duration of `update_status=true`, in ms.
 * @property {Record<string, unknown>} [config] `config.json`; by default it connects at once with the full token.
 * @property {number} [loadAllUpTo] Rows up to which the history is loaded without being asked for. By default 0, as most journeys count calls
 *   or look at a part.
 */

/**
 * One request that the API received.
 * @typedef {object} Asked
 * @property {string} method
 * @property {string} url
 * @property {number} status 0 if the connection was closed without an answer.
 * @property {number} at
 */

/**
 * A fault for the next matching requests, in the format of the server's control endpoint.
 * @typedef {object} Fault
 * @property {'GET' | 'POST' | '*'} [match]
 * @property {string} [path]
 * @property {number} [status]
 * @property {unknown} [body]
 * @property {string} [content_type]
 * @property {string} [retry_after]
 * @property {number} [delay_ms]
 * @property {'before' | 'after' | 'midway'} [drop] Close the connection. Browsers retry a request that got no answer at all, so only `midway`
 *   reliably loses it.
 * @property {boolean} [truncate]
 * @property {number} [times]
 */

/**
 * A row as the API of the current revision lists it.
 * @typedef {object} Operation
 * @property {string} id
 * @property {string} operation_type
 * @property {string} device_id
 * @property {string} device_name
 * @property {string} device_serial
 * @property {string} status
 * @property {number} progress_percentage
 * @property {string} scheduled_at
 * @property {Record<string, unknown>} operation_data
 */

export const TOKEN = 'demo-token-full-4711';
export const VIEWER = 'demo-token-viewer-4712';
export const RESOURCE = '/api/v1/inventory_device_headless_operation/';
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

function binary() {
  const named = process.env.HEADLESS_OPS_REFERENCE_API;
  if (!named || !existsSync(named)) {
    throw new Error('HEADLESS_OPS_REFERENCE_API must name the reference API; `script/test journeys` and `script/test firefox` build it and do so');
  }
  return named;
}

/** The folder of the built app. */
export const DIST = resolve(ROOT, process.env.HEADLESS_OPS_DIST || 'dist');

export class ReferenceApi {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #folder = '';
  #address = '';
  #options;

  /** @param {ServerOptions} [options] */
  constructor(options = {}) {
    this.#options = options;
  }

  /** Origin of the page and the API: `http://127.0.0.1:PORT`. */
  get origin() {
    if (!this.#address) throw new Error('the server does not run yet');
    return this.#address;
  }

  get base() {
    return `${this.origin}/api/v1`;
  }

  get port() {
    return Number(new URL(this.origin).port);
  }

  /** @returns {Promise<void>} */
  async start() {
    this.#folder ||= mkdtempSync(join(tmpdir(), 'headless-ops-e2e-'));
    const port = this.#address ? this.port : 0;
    const child = spawn(binary(), this.#flags(port), { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    this.#address = await new Promise((listening, failed) => {
      let said = '';
      const hear = (chunk) => {
        said += chunk.toString();
        const found = /listening on (http:\/\/[\d.:]+)/.exec(said);
        if (found) listening(found[1]);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('error', failed);
      child.on('exit', (code) => failed(new Error(`the reference API ended with ${code}: ${said}`)));
    });
  }

  /**
   * Kills the process, like a crash.
   * @returns {Promise<void>}
   */
  async kill() {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }

  /** @returns {Promise<void>} */
  async stop() {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** @param {number} port */
  #flags(port) {
    const { revision, history = 45, fleet = 40, tokens, allowOrigin = [], latency, statusDelay, config, loadAllUpTo = 0 } = this.#options;
    const all = tokens ?? { [TOKEN]: 'full', [VIEWER]: 'read' };
    const settings = { loadAllUpTo, ...(config ?? { apiBaseUrl: '/api/v1', token: TOKEN }) };
    return [
      ...['--listen', `127.0.0.1:${port}`, '--database', join(this.#folder, 'api.sqlite'), '--dist', DIST],
      ...['--control', '--quiet-fleet', '--seed', '7', '--history', String(history), '--fleet', String(fleet)],
      ...['--app-config', JSON.stringify(settings), '--spool', join(this.#folder, 'spool')],
      ...['--status-delay', String(statusDelay ?? 50)],
      ...(latency ? ['--latency', String(latency)] : []),
      ...(revision ? ['--revision', revision] : []),
      ...Object.entries(all).flatMap(([token, scope]) => ['--token', `${token}=${scope}`]),
      ...allowOrigin.flatMap((origin) => ['--allow-origin', origin]),
    ];
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   */
  async #control(method, path, body) {
    const answer = await fetch(`${this.origin}/__control/${path}`, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /**
   * Adds faults.
   * @param {...Fault} next
   */
  async fail(...next) {
    await this.#control('POST', 'faults', { next });
  }

  async heal() {
    await this.#control('DELETE', 'faults');
  }

  /**
   * Inserts rows on top of the list. Returns their ids, oldest first.
   * @param {Record<string, unknown>} rows
   * @returns {Promise<string[]>}
   */
  async insert(rows) {
    return (await this.#control('POST', 'insert', rows)).ids;
  }

  /**
   * Changes an operation and stops its simulation.
   * @param {string} id
   * @param {Record<string, unknown>} fields
   */
  async change(id, fields) {
    await this.#control('POST', 'operation', { id, ...fields });
  }

  /**
   * Advances the API's clock. Returns the new time in ms.
   * @param {number} seconds
   * @returns {Promise<number>}
   */
  async advance(seconds) {
    const { now } = await this.#control('POST', 'clock', { advance_seconds: seconds });
    return Date.parse(now);
  }

  /** @param {string} token */
  async revoke(token) {
    await this.#control('POST', 'revoke', { token });
  }

  /**
   * @param {string} token
   * @param {'full' | 'read' | 'none'} scope
   */
  async accept(token, scope = 'full') {
    await this.#control('POST', 'accept', { token, scope });
  }

  /**
   * Requests since the start or the last `forget`, without preflights.
   * @param {string} [method]
   * @returns {Promise<Asked[]>}
   */
  async asked(method) {
    const all = await this.#control('GET', 'requests');
    return all.filter((one) => one.method !== 'OPTIONS' && (!method || one.method === method));
  }

  async forget() {
    await this.#control('DELETE', 'requests');
  }

  /**
   * Requests the list directly, not through the app. The request is in the log, too.
   * @param {string} query
   * @returns {Promise<{ count: number, results: Operation[] }>}
   */
  async list(query = 'limit=100') {
    const answer = await fetch(`${this.origin}${RESOURCE}?${query}`, { headers: { Authorization: `Bearer ${TOKEN}` } });
    if (!answer.ok) throw new Error(`the API answered ${answer.status}`);
    return answer.json();
  }

  /**
   * All rows of the API, in its order.
   * @returns {Promise<Operation[]>}
   */
  async all() {
    const rows = [];
    for (;;) {
      const page = await this.list(`limit=100&offset=${rows.length}`);
      rows.push(...page.results);
      if (page.results.length === 0 || rows.length >= page.count) return rows;
    }
  }

  /**
   * Schedules directly, not through the app.
   * @param {unknown} body
   * @returns {Promise<Response>}
   */
  async post(body) {
    return fetch(`${this.origin}${RESOURCE}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
}
