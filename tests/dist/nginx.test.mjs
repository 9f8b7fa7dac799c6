// deploy/nginx.conf with the production build, at / and at /console/: headers, compressed copies, errors, and the API beside it.
// Run by `script/test dist`. HEADLESS_OPS_DIST is the folder of the build (default: dist).
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

const DIST = resolve(process.env.HEADLESS_OPS_DIST ?? 'dist');
const NGINX = ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find(existsSync) ?? 'nginx';
const IMMUTABLE = 'public, max-age=31536000, immutable';
const policy = readFileSync('deploy/security-headers.txt', 'utf8').matchAll(/^([A-Za-z-]+): (.*)$/gm);
const SECURITY = [...policy].map(([, name, value]) => [name.toLowerCase(), value]);
const dist = readdirSync(DIST);
const hashed = dist.filter((name) => /-[0-9a-f]{16}\.(js|json|wasm|css)$/.test(name));

const folder = mkdtempSync(join(tmpdir(), 'headless-ops-nginx-'));
const seen = [];
// Stands for the API.
const api = createServer((call, answer) => {
  seen.push(call.headers);
  answer.writeHead(call.url === '/api/refused' ? 401 : 200, { 'Content-Type': 'application/json', 'WWW-Authenticate': 'Basic', 'Cache-Control': 'private' });
  answer.end('{}');
});
let nginx;
let port;

// The test may fail before it can close the server.
api.unref();

const listen = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));

async function freePort() {
  const server = createServer();
  const free = await listen(server);
  await new Promise((done) => server.close(done));
  return free;
}

/** The recipe, with what an administrator has to fill in, and without TLS. */
function recipe(apiPort) {
  const changes = [
    [/listen 443 ssl http2;/, `listen 127.0.0.1:${port};`],
    [/^ *(ssl_certificate|proxy_ssl_)\w* .*;\n/gm, ''],
    [/root \/srv\/headless-ops;/, `root ${folder}/site;`],
    [/include \/etc\/nginx\/headless-ops-headers\.conf;/, `include ${folder}/headers.conf;`],
    [/https:\/\/control\.zequenze\.com\/api\//, `http://127.0.0.1:${apiPort}/api/`],
  ];
  return changes.reduce((text, [what, by]) => {
    assert.match(text, what, 'deploy/nginx.conf has changed');
    return text.replace(what, by);
  }, readFileSync('deploy/nginx.conf', 'utf8'));
}

/** The answer to a request. The body is not decoded. */
function get(path, headers = {}) {
  return new Promise((done, fail) => {
    const call = request({ host: '127.0.0.1', port, path, headers }, async (answer) => {
      const parts = [];
      for await (const part of answer) parts.push(part);
      done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) });
    });
    call.on('error', fail).end();
  });
}

before(async () => {
  const apiPort = await listen(api);
  port = await freePort();
  for (const place of ['', 'console']) cpSync(DIST, join(folder, 'site', place), { recursive: true });
  writeFileSync(join(folder, 'headers.conf'), SECURITY.map(([name, value]) => `add_header ${name} "${value}" always;\n`).join(''));
  writeFileSync(join(folder, 'site.conf'), recipe(apiPort));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ');
  writeFileSync(join(folder, 'nginx.conf'), `
    ${process.getuid() === 0 ? 'user root;' : ''}
    pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1; daemon off;
    events {}
    http { ${temporary} access_log off; include ${existsSync('/etc/nginx/mime.types') ? '/etc/nginx/mime.types' : '/usr/local/etc/nginx/mime.types'}; include ${folder}/site.conf; }
  `);
  nginx = spawn(NGINX, ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], { stdio: 'inherit' });
  const lost = once(nginx, 'exit').then(() => assert.fail(`nginx has ended: ${readFileSync(join(folder, 'error.log'), 'utf8')}`));
  lost.catch(() => undefined);
  const ready = async () => {
    while (!(await get('/').catch(() => undefined))) await new Promise((done) => setTimeout(done, 50));
  };
  await Promise.race([ready(), lost]);
});

after(async () => {
  const ended = nginx && nginx.exitCode === null ? once(nginx, 'exit') : undefined;
  nginx?.kill();
  await ended;
  api.close();
  api.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

function isProtected({ headers }, path) {
  for (const [name, value] of SECURITY) assert.equal(headers[name], value, `${path}: ${name}`);
}

for (const place of ['/', '/console/']) {
  describe(`at ${place}`, () => {
    test('the page and what administrators edit are asked for again', async () => {
      for (const [path, type] of [['', 'text/html'], ['index.html', 'text/html'], ['config.json', 'application/json'], ['catalog/operation-types.json', 'application/json']]) {
        const encodings = { 'Accept-Encoding': 'gzip, br' };
        const answer = await get(place + path, encodings);
        assert.equal(answer.status, 200, path);
        assert.equal(answer.headers['cache-control'], 'no-cache', path);
        assert.ok(answer.headers['content-type'].startsWith(type), path);
        isProtected(answer, path);
        const { status, headers } = await get(place + path, { ...encodings, 'If-None-Match': answer.headers.etag });
        assert.deepEqual([status, headers['cache-control']], [304, 'no-cache'], path);
      }
    });

    test('files named by their content are kept for good', async () => {
      assert.ok(hashed.length > 5, `${DIST} is no production build`);
      for (const name of hashed) {
        const answer = await get(place + name);
        assert.equal(answer.status, 200, name);
        assert.equal(answer.headers['cache-control'], IMMUTABLE, name);
        assert.ok(answer.body.equals(readFileSync(join(DIST, name))), name);
        isProtected(answer, name);
        if (name.endsWith('.wasm')) assert.equal(answer.headers['content-type'], 'application/wasm', name);
      }
    });

    test('the compressed copies are sent, and only for what nobody edits', async () => {
      for (const name of ['index.html', ...hashed]) {
        const answer = await get(place + name, { 'Accept-Encoding': 'gzip' });
        assert.deepEqual([answer.headers['content-encoding'], answer.headers.vary], ['gzip', 'Accept-Encoding'], name);
        assert.ok(gunzipSync(answer.body).equals(readFileSync(join(DIST, name))), name);
        isProtected(answer, name);
      }
      const settings = await get(`${place}config.json`, { 'Accept-Encoding': 'gzip' });
      assert.equal(settings.headers['content-encoding'], undefined);
    });

    test('what is missing is a 404 that is not kept', async () => {
      for (const path of ['app-0123456789abcdef.js', 'nothing', 'operations/12', 'catalog/nothing.json']) {
        const answer = await get(place + path);
        assert.deepEqual([answer.status, answer.headers['cache-control']], [404, 'no-cache'], path);
        isProtected(answer, path);
      }
    });
  });
}

test('a sub-path without its slash leads to the one with it', async () => {
  const { status, headers } = await get('/console');
  assert.deepEqual([status, headers.location, headers['cache-control']], [301, '/console/', 'no-cache']);
});

test('the API is beside the page: no cookies, no challenge, and its own word on what is kept', async () => {
  const answer = await get('/api/refused', { Cookie: 'a=b', Authorization: 'Bearer t' });
  assert.deepEqual([answer.status, answer.headers['www-authenticate'], answer.headers['cache-control']], [401, undefined, 'private']);
  const { cookie, authorization, host } = seen.at(-1);
  assert.deepEqual([cookie, authorization, host], [undefined, 'Bearer t', 'control.zequenze.com']);
});
