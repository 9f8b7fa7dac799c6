// Starts a new reference API for each file that requests it: its own port and its own database, removed at the end.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from '@playwright/test';

/** Options of the server; omitted ones have the server's defaults. */
export interface ServerOptions {
  revision?: 'current' | 'previous';
  history?: number;
  fleet?: number;
  tokens?: Record<string, 'full' | 'read' | 'none'>;
  allowOrigin?: string[];
  /** Added to every answer, in ms. */
  latency?: number;
  /** Duration of `update_status=true`, in ms. */
  statusDelay?: number;
  /** `config.json`; by default it connects at once with the full token. */
  config?: Record<string, unknown>;
  /** Rows up to which the history is loaded without being asked for. By default 0, as most journeys count calls or look at a part. */
  loadAllUpTo?: number;
}

/** One request that the API received. */
export interface Asked {
  method: string;
  url: string;
  /** 0 if the connection was closed without an answer. */
  status: number;
  at: number;
}

/** A fault for the next matching requests, in the format of the server's control endpoint. */
export interface Fault {
  match?: 'GET' | 'POST' | '*';
  path?: string;
  status?: number;
  body?: unknown;
  content_type?: string;
  retry_after?: string;
  delay_ms?: number;
  /** Close the connection. Chromium retries a request that got no answer at all, so only `midway` reliably loses it. */
  drop?: 'before' | 'after' | 'midway';
  truncate?: boolean;
  times?: number;
}

/** A row as the API of the current revision lists it. */
export interface Operation {
  id: string;
  operation_type: string;
  device_id: string;
  device_name: string;
  device_serial: string;
  status: string;
  progress_percentage: number;
  scheduled_at: string;
  operation_data: Record<string, unknown>;
}

export const TOKEN = 'demo-token-full-4711';
export const VIEWER = 'demo-token-viewer-4712';
export const RESOURCE = '/api/v1/inventory_device_headless_operation/';
const ROOT = resolve(import.meta.dirname, '../../..');

function binary(): string {
  const named = process.env.HEADLESS_OPS_REFERENCE_API;
  if (!named || !existsSync(named)) {
    throw new Error('HEADLESS_OPS_REFERENCE_API must name the reference API; `script/test journeys` builds it and does so');
  }
  return named;
}

/** The folder of the built app. */
export const DIST = resolve(ROOT, process.env.HEADLESS_OPS_DIST || 'dist');

export class ReferenceApi {
  private child?: ChildProcess;
  private folder = '';
  private address = '';

  constructor(private readonly options: ServerOptions) {}

  /** Origin of the page and the API: `http://127.0.0.1:PORT`. */
  get origin(): string {
    if (!this.address) throw new Error('the server does not run yet');
    return this.address;
  }

  get base(): string {
    return `${this.origin}/api/v1`;
  }

  get port(): number {
    return Number(new URL(this.origin).port);
  }

  async start(): Promise<void> {
    this.folder ||= mkdtempSync(join(tmpdir(), 'headless-ops-e2e-'));
    const port = this.address ? this.port : 0;
    const child = spawn(binary(), this.flags(port), { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    this.address = await new Promise<string>((listening, failed) => {
      let said = '';
      const hear = (chunk: Buffer) => {
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

  /** Kills the process, like a crash. */
  async kill(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private flags(port: number): string[] {
    const { revision, history = 45, fleet = 40, tokens, allowOrigin = [], latency, statusDelay, config, loadAllUpTo = 0 } = this.options;
    const all = tokens ?? { [TOKEN]: 'full', [VIEWER]: 'read' };
    const settings = { loadAllUpTo, ...(config ?? { apiBaseUrl: '/api/v1', token: TOKEN }) };
    return [
      ...['--listen', `127.0.0.1:${port}`, '--database', join(this.folder, 'api.sqlite'), '--dist', DIST],
      ...['--control', '--quiet-fleet', '--seed', '7', '--history', String(history), '--fleet', String(fleet)],
      ...['--app-config', JSON.stringify(settings), '--spool', join(this.folder, 'spool')],
      ...['--status-delay', String(statusDelay ?? 50)],
      ...(latency ? ['--latency', String(latency)] : []),
      ...(revision ? ['--revision', revision] : []),
      ...Object.entries(all).flatMap(([token, scope]) => ['--token', `${token}=${scope}`]),
      ...allowOrigin.flatMap((origin) => ['--allow-origin', origin]),
    ];
  }

  private async control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.origin}/__control/${path}`, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** Adds faults. */
  async fail(...next: Fault[]): Promise<void> {
    await this.control('POST', 'faults', { next });
  }

  async heal(): Promise<void> {
    await this.control('DELETE', 'faults');
  }

  /** Inserts rows on top of the list. Returns their ids, oldest first. */
  async insert(rows: Record<string, unknown>): Promise<string[]> {
    return (await this.control<{ ids: string[] }>('POST', 'insert', rows)).ids;
  }

  /** Changes an operation and stops its simulation. */
  async change(id: string, fields: Record<string, unknown>): Promise<void> {
    await this.control('POST', 'operation', { id, ...fields });
  }

  /** Advances the API's clock. Returns the new time in ms. */
  async advance(seconds: number): Promise<number> {
    const { now } = await this.control<{ now: string }>('POST', 'clock', { advance_seconds: seconds });
    return Date.parse(now);
  }

  async revoke(token: string): Promise<void> {
    await this.control('POST', 'revoke', { token });
  }

  async accept(token: string, scope: 'full' | 'read' | 'none' = 'full'): Promise<void> {
    await this.control('POST', 'accept', { token, scope });
  }

  /** Requests since the start or the last `forget`, without preflights. */
  async asked(method?: string): Promise<Asked[]> {
    const all = await this.control<Asked[]>('GET', 'requests');
    return all.filter((one) => one.method !== 'OPTIONS' && (!method || one.method === method));
  }

  async forget(): Promise<void> {
    await this.control('DELETE', 'requests');
  }

  /** Requests the list directly, not through the app. The request is in the log, too. */
  async list(query = 'limit=100'): Promise<{ count: number; results: Operation[] }> {
    const answer = await fetch(`${this.origin}${RESOURCE}?${query}`, { headers: { Authorization: `Bearer ${TOKEN}` } });
    if (!answer.ok) throw new Error(`the API answered ${answer.status}`);
    return answer.json();
  }

  /** All rows of the API, in its order. */
  async all(): Promise<Operation[]> {
    const rows: Operation[] = [];
    for (;;) {
      const page = await this.list(`limit=100&offset=${rows.length}`);
      rows.push(...page.results);
      if (page.results.length === 0 || rows.length >= page.count) return rows;
    }
  }

  /** Schedules directly, not through the app. */
  async post(body: unknown): Promise<Response> {
    return fetch(`${this.origin}${RESOURCE}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
}

/** Starts a server for the tests of this file. */
export function serve(options: ServerOptions = {}): ReferenceApi {
  const api = new ReferenceApi(options);
  test.beforeAll(() => api.start());
  test.afterAll(() => api.stop());
  return api;
}
