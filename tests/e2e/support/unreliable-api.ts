// An operations API that fails as planned: it cuts connections, sends wrong answers, and creates operations late. It counts the POSTs that
// reach it and the operations it creates, so that a journey can compare the page's claims with the facts.
//
// Page and API share `origin`. `acrossOrigin` serves the same page from another origin, so that its requests are cross-origin.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { test } from '@playwright/test';
import { answer, proxyTo } from './other-server';
import { type ReferenceApi, RESOURCE, TOKEN } from './reference-api';

/** A row of the list. */
export interface ListRow {
  id: string;
  operation_type: string;
  device_id: string;
  scheduled_at: string;
  created_at: string;
  [field: string]: unknown;
}

/** An operation created by a POST. */
export interface Made {
  id: string;
  rows: ListRow[];
}

/** The list, and settings for every answer. */
export interface Settings {
  order: 'newest first' | 'oldest first';
  /** Number of initial rows. */
  rows: number;
  /** Maximum number of rows per page. */
  pageCap: number;
  revision: 'current' | 'previous';
  /** Each page uses another order of the list, and one row that is counted never appears. */
  unordered: boolean;
  /** Rows of the list without an id. */
  unreadable: unknown[];
  /** Answers have a `Date` header. */
  date: boolean;
  /** Pages of other origins may read `Date` and `Retry-After`. */
  exposesHeaders: boolean;
  /** Status of the answers to GETs of the list. */
  listStatus: number;
  /** Reject an operation with the same type, device and time as another one, with status 409. */
  refusesDuplicates: boolean;
  /** A POST on a reused connection is carried out, but the connection closes without an answer. */
  closesUsedConnections: boolean;
  /** `config.json` holds the token. */
  configHasToken: boolean;
}

/** The body of an answer, as text or as what becomes JSON. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What happens to one POST. By default it creates an operation and returns 201. */
export interface PostBehaviour {
  /** `later`: on `carryOutLate`. */
  makes?: 'now' | 'later' | 'never';
  /** How the stored rows differ from the request. */
  tidy?: (row: ListRow) => Partial<ListRow>;
  /** Position of the first new row in the list; by default determined by the order. */
  place?: number;
  /** Waits for `release`. */
  held?: boolean;
  /** Replaces the 201. */
  answer?: Answer | ((made: Made | undefined) => Answer);
  /** Closes the connection: before the body is read, instead of an answer, or in the middle of one. */
  cut?: 'unread' | 'silent' | 'midway';
}

interface Order {
  operation_type: string;
  device_ids?: string[];
  device_id?: string;
  scheduled_at: string;
  operation_data?: Record<string, unknown>;
  parameters?: Record<string, unknown>;
}

const DEFAULTS: Settings = {
  order: 'newest first',
  rows: 300,
  pageCap: 100,
  revision: 'current',
  unordered: false,
  unreadable: [],
  date: true,
  exposesHeaders: true,
  listStatus: 200,
  refusesDuplicates: false,
  closesUsedConnections: false,
  configHasToken: true,
};
const DEVICES = Array.from({ length: 120 }, (_, at) => ({ device_id: `DEV-${String(at + 1).padStart(3, '0')}` }));
const TYPES = ['firmware_update', 'config_sync', 'reboot'];
const FIRST_ID = 50_000;
/** Age of the newest initial row, and the interval between rows. */
const AGE_MS = 600_000;
const APART_MS = 60_000;
const HTML_504 = '<html><head><title>504 Gateway Time-out</title></head></html>';
export const GATEWAY_TIMEOUT: Answer = { status: 504, body: HTML_504, headers: { 'Content-Type': 'text/html' } };

export class UnreliableApi {
  private readonly server = createServer((request, response) => void this.handle(request, response));
  private readonly pass: ReturnType<typeof proxyTo>;
  private readonly used = new WeakSet<Socket>();
  private settings = DEFAULTS;
  private list: unknown[] = [];
  private planned: PostBehaviour[] = [];
  private standing: PostBehaviour = {};
  private late: (() => void)[] = [];
  private gate = Promise.resolve();
  private open = () => {};
  private lastId = 0;
  private turn = 0;
  private address = '';
  /** POSTs that reached the server, with the part of their bodies that was read. */
  posts: string[] = [];
  /** Operations created by POSTs, in order. */
  made: Made[] = [];

  constructor(site: ReferenceApi) {
    this.server.keepAliveTimeout = 60_000;
    this.pass = proxyTo(() => site.origin, '/nothing-is-below-this-path');
  }

  get origin(): string {
    if (!this.address) throw new Error('the server does not run yet');
    return this.address;
  }

  get base(): string {
    return `${this.origin}/api/v1`;
  }

  /** The same page from another origin. */
  get acrossOrigin(): string {
    return this.origin.replace('127.0.0.1', 'localhost');
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

  /** Starts with a new list and no plans. */
  begin(settings: Partial<Settings> = {}): void {
    this.settings = { ...DEFAULTS, ...settings };
    this.release();
    [this.planned, this.standing, this.late, this.posts, this.made] = [[], {}, [], [], []];
    this.lastId = FIRST_ID + this.settings.rows;
    const newest = Date.now() - AGE_MS;
    this.list = Array.from({ length: this.settings.rows }, (_, at) => this.oldRow(at, newest));
    if (this.settings.order === 'oldest first') this.list.reverse();
    this.list.splice(Math.floor(this.list.length / 2), 0, ...this.settings.unreadable);
  }

  /** Changes settings of the answers; the list stays. */
  change(settings: Partial<Omit<Settings, 'order' | 'rows' | 'revision' | 'unreadable'>>): void {
    this.settings = { ...this.settings, ...settings };
  }

  /** Plans the behaviour of the next POSTs, one each. */
  plan(...next: PostBehaviour[]): void {
    this.planned.push(...next);
  }

  /** Plans the behaviour of all POSTs without a plan of their own. */
  planAll(behaviour: PostBehaviour): void {
    this.standing = behaviour;
  }

  /** Releases held POSTs. */
  release(): void {
    this.open();
    this.gate = new Promise((open) => (this.open = open));
  }

  /** Creates the operations that were deferred. */
  carryOutLate(): void {
    this.late.splice(0).forEach((work) => work());
  }

  /** Inserts an operation into the list without a POST. */
  insert(order: Order, createdAt = Date.now(), place?: number): string {
    const rows = this.rowsOf(order, createdAt);
    this.put(rows, place);
    return rows[0].id;
  }

  private oldRow(at: number, newest: number): ListRow {
    const created = newest - at * APART_MS;
    const data = { firmware_version: '2.4.1' };
    return {
      id: this.id(FIRST_ID + this.settings.rows - at),
      operation_type: TYPES[at % TYPES.length],
      device_id: DEVICES[at % 40].device_id,
      status: 'completed',
      scheduled_at: new Date(created + 30_000).toISOString(),
      created_at: new Date(created).toISOString(),
      ...(this.settings.revision === 'previous' ? { parameters: data, priority: 'normal' } : { operation_data: data, progress_percentage: 100 }),
    };
  }

  private id(number: number): string {
    return this.settings.revision === 'previous' ? `op_${number}` : String(number);
  }

  private rowsOf(order: Order, createdAt: number): ListRow[] {
    this.lastId += 1;
    const { operation_type, scheduled_at, operation_data, parameters } = order;
    const data = this.settings.revision === 'previous' ? { parameters, priority: 'normal' } : { operation_data, progress_percentage: 0 };
    return (order.device_ids ?? [order.device_id ?? '']).map((device_id) => ({
      id: this.id(this.lastId),
      operation_type,
      device_id,
      status: 'scheduled',
      scheduled_at,
      created_at: new Date(createdAt).toISOString(),
      ...data,
    }));
  }

  private put(rows: ListRow[], place = this.settings.order === 'newest first' ? 0 : this.list.length): void {
    this.list.splice(place, 0, ...rows);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    const used = this.used.has(request.socket);
    this.used.add(request.socket);
    response.sendDate = this.settings.date;
    if (url.pathname === '/config.json') return this.say(request, response, { status: 200, body: this.config(request) });
    if (url.pathname.startsWith('/moved/')) return this.redirect(request, response, '', url);
    if (url.pathname.startsWith('/moved-away/')) return this.redirect(request, response, this.acrossOrigin, url);
    if (!url.pathname.startsWith('/api/')) return this.pass(request, response, '');
    if (request.method === 'OPTIONS') return this.say(request, response, { status: 204 });
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      return this.say(request, response, { status: 401, body: { detail: 'Authentication credentials were not provided.' } });
    }
    if (url.pathname === '/api/v1/inventory_device/') {
      return this.say(request, response, { status: 200, body: page(DEVICES, url, 100) });
    }
    if (url.pathname !== RESOURCE) return this.say(request, response, { status: 404, body: { detail: 'Not found.' } });
    if (request.method === 'POST') return this.post(request, response, used);
    const { listStatus } = this.settings;
    if (listStatus !== 200) return this.say(request, response, { status: listStatus, body: { detail: 'The database is gone.' } });
    this.say(request, response, { status: 200, body: this.listed(url) });
  }

  private config(request: IncomingMessage): Record<string, unknown> {
    const across = request.headers.host?.startsWith('localhost');
    return { loadAllUpTo: 0, apiBaseUrl: across ? this.base : '/api/v1', ...(this.settings.configHasToken ? { token: TOKEN } : {}) };
  }

  private redirect(request: IncomingMessage, response: ServerResponse, origin: string, url: URL): void {
    const path = url.pathname.replace(/^\/moved(-away)?/, '');
    this.say(request, response, { status: 301, headers: { Location: `${origin}${path}${url.search}` } });
  }

  private listed(url: URL): unknown {
    const id = url.searchParams.get('id');
    if (id !== null) return page(this.list.filter((row) => (row as ListRow).id === id), url, this.settings.pageCap);
    if (!this.settings.unordered) return page(this.list, url, this.settings.pageCap);
    const listed = this.list.toSpliced(this.list.length / 2, 1);
    this.turn = (this.turn + 37) % Math.max(1, listed.length);
    return page([...listed.slice(this.turn), ...listed.slice(0, this.turn)], url, this.settings.pageCap, this.list.length);
  }

  private async post(request: IncomingMessage, response: ServerResponse, used: boolean): Promise<void> {
    const at = this.posts.push('') - 1;
    const behaviour = this.planned.shift() ?? this.standing;
    if (behaviour.cut === 'unread') return void request.socket.destroy();
    const body = await read(request);
    this.posts[at] = body;
    if (behaviour.held) await this.gate;
    const order = JSON.parse(body) as Order;
    if (this.settings.refusesDuplicates && this.inTheWay(order)) {
      return this.say(request, response, { status: 409, body: { detail: 'Scheduling conflict.', conflicts: [this.inTheWay(order)] } });
    }
    const made = this.make(order, behaviour);
    const cut = behaviour.cut ?? (this.settings.closesUsedConnections && used ? 'silent' : undefined);
    if (cut === 'silent') return void request.socket.destroy();
    const given = typeof behaviour.answer === 'function' ? behaviour.answer(made) : behaviour.answer;
    const said = given ?? { status: 201, body: this.created(order, made) };
    if (cut !== 'midway') return this.say(request, response, said);
    const text = JSON.stringify(said.body ?? {});
    response.writeHead(said.status, { 'Content-Type': 'application/json', 'Content-Length': text.length + 1, ...this.cors(request) });
    response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
  }

  private make(order: Order, { makes = 'now', tidy, place }: PostBehaviour): Made | undefined {
    const work = () => {
      const rows = this.rowsOf(order, Date.now()).map((row) => ({ ...row, ...tidy?.(row) }));
      this.put(rows, place);
      const made = { id: rows[0].id, rows };
      this.made.push(made);
      return made;
    };
    if (makes === 'later') this.late.push(work);
    return makes === 'now' ? work() : undefined;
  }

  private inTheWay(order: Order): unknown {
    const devices = order.device_ids ?? [order.device_id];
    return this.list.find((row) => {
      const { device_id, operation_type, scheduled_at } = row as ListRow;
      return devices.includes(device_id) && operation_type === order.operation_type && scheduled_at === order.scheduled_at;
    });
  }

  private created(order: Order, made: Made | undefined): unknown {
    const { operation_type, scheduled_at, device_ids, device_id } = order;
    const devices = device_ids ? { device_count: device_ids.length, target_devices: device_ids.map((id) => ({ device_id: id })) } : { device_id };
    return { id: made?.id ?? this.id(this.lastId + 1), operation_type, status: 'scheduled', scheduled_at, created_at: new Date().toISOString(), ...devices };
  }

  private cors(request: IncomingMessage): Record<string, string> {
    const { origin } = request.headers;
    if (!origin) return {};
    return {
      'Access-Control-Allow-Origin': origin === 'null' ? '*' : origin,
      'Access-Control-Allow-Headers': 'authorization, content-type',
      'Access-Control-Max-Age': '600',
      ...(this.settings.exposesHeaders ? { 'Access-Control-Expose-Headers': 'Date, Retry-After' } : {}),
    };
  }

  private say(request: IncomingMessage, response: ServerResponse, { status, body, headers }: Answer): void {
    answer(response, status, body ?? '', { ...this.cors(request), ...headers });
  }
}

function page(rows: readonly unknown[], url: URL, cap: number, count = rows.length): unknown {
  const limit = Math.min(cap, Number(url.searchParams.get('limit') ?? 20));
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const results = rows.slice(offset, offset + limit);
  const at = (start: number) => `${url.origin}${url.pathname}?limit=${limit}&offset=${start}`;
  const next = offset + results.length < rows.length ? at(offset + results.length) : null;
  return { count, next, previous: offset > 0 ? at(Math.max(0, offset - limit)) : null, results };
}

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

/** Starts a server for the tests of this file; the app's files come from `site`. */
export function serveUnreliable(site: ReferenceApi): UnreliableApi {
  const api = new UnreliableApi(site);
  test.beforeAll(() => api.start());
  test.beforeEach(() => api.begin());
  test.afterAll(() => api.stop());
  return api;
}
