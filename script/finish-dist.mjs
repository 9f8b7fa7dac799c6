// Makes dist/ of what the compiler, wasm-split-cli and wasm-bindgen left in a folder: optimises the WebAssembly, bundles the start script
// (no inline script, so that the policy needs no hash), names files by their content, writes integrity, and puts .br and .gz beside
// everything that compresses. Usage: finish-dist.mjs FOLDER
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { linkParts } from './link-parts.mjs';
import { shorten } from './short-names.mjs';

const FROM = process.argv[2];
const DIST = 'dist';
const at = (name) => join(DIST, name);
const digest = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Writes `bytes` under a name that holds their hash. */
function place(stem, ending, bytes) {
  const name = `${stem}-${hash(bytes)}.${ending}`;
  writeFileSync(at(name), bytes);
  return { name, integrity: digest(bytes) };
}

// Explicit features: with all of them switched on the optimiser emits instructions that no engine takes.
const features = ['bulk-memory', 'bulk-memory-opt', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue', 'simd'];
const run = promisify(execFile);

async function optimised(file) {
  const [from, to] = [join(FROM, file), join(FROM, `optimised-${file}`)];
  await run('wasm-opt', ['-Oz', '--strip-debug', '--strip-producers', ...features.map((f) => `--enable-${f}`), from, '-o', to]);
  console.log(`    wasm-opt: ${file}: ${statSync(from).size} to ${statSync(to).size} bytes`);
  return readFileSync(to);
}

// The page, and the files that it names for Trunk, which serves while developing and takes no part here.
rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST);
let page = readFileSync('index.html', 'utf8');
for (const [link, , from] of page.matchAll(/<link data-trunk rel="copy-(file|dir)" href="([^"]+)">\s*/g)) {
  cpSync(from, at(basename(from)), { recursive: true });
  page = page.replace(link, '');
}
for (const [link, from] of page.matchAll(/<link data-trunk rel="inline" type="svg" href="([^"]+)">/g)) {
  page = page.replace(link, readFileSync(from, 'utf8').replace(/<!--.*?-->/gs, '').replace(/>\s+</g, '><').trim());
}

const files = readdirSync(FROM).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name));
const [main, decoder, ...parts] = await Promise.all(['app_bg.wasm', 'worker_bg.wasm', ...files].map(optimised));
const short = shorten(main, readFileSync(join(FROM, 'app.js'), 'utf8'));
writeFileSync(join(FROM, 'app-short.js'), short.script);
const wasm = place('app', 'wasm', short.wasm);
const { script: links, names } = linkParts(readFileSync(join(FROM, '__wasm_split.js'), 'utf8'));
writeFileSync(join(FROM, '__wasm_split.js'), links.replace('./app.js', './app-short.js'));
const later = place('style-later', 'css', readFileSync('target/style-later.css'));
const placed = files.map((file, i) => [file, place(names.get(file) ?? 'part', 'wasm', parts[i])]);
// The page for connecting is the first screen of all where nothing is connected: it waits for no table, and needs no other rules.
const isFirst = ([file]) => /^part-(.*-)?connect\b/.test(names.get(file) ?? '');
const first = Object.fromEntries(placed.filter(isFirst));
const rest = Object.fromEntries(placed.filter((part) => !isFirst(part)));
const table = place('parts', 'json', Buffer.from(JSON.stringify({ style: later, parts: rest })));

// The glue's own way to find the WebAssembly file is never taken; it names the parts' script once a part.
const quiet = { 'empty-import-meta': 'silent', 'duplicate-object-key': 'silent' };

/** A script and all that it imports, in one. */
async function bundle(entry, format, alias, define) {
  const options = { bundle: true, minify: true, write: false, target: 'es2022', logOverride: quiet };
  const { outputFiles } = await build({ ...options, entryPoints: [entry], format, alias, define });
  return Buffer.from(outputFiles[0].contents);
}

const decoding = place('worker', 'wasm', decoder);
const worker = place(
  'worker',
  'js',
  // No module: not every browser that can do all else has workers that are.
  await bundle('crates/worker/worker.js', 'iife', { 'headless-ops-worker': resolve(FROM, 'worker.js') }, { WASM_FILE: JSON.stringify(decoding.name), WASM_INTEGRITY: JSON.stringify(decoding.integrity) }),
);
const bundled = await bundle(
  'boot.js',
  'esm',
  { 'headless-ops': resolve(FROM, 'app-short.js'), 'headless-ops-parts': resolve('parts.js') },
  { WASM_FILE: JSON.stringify(wasm.name), WASM_INTEGRITY: JSON.stringify(wasm.integrity), FIRST_PARTS: JSON.stringify(first), PART_TABLE: JSON.stringify(table), WORKER: JSON.stringify(worker) },
);
const script = place('app', 'js', bundled);
const style = place('style', 'css', readFileSync('target/style.css'));

page = page
  .replace(/<link data-trunk[^>]*>\s*/g, '')
  .replace(
    '</head>',
    `<link rel="stylesheet" href="${style.name}" integrity="${style.integrity}">` +
      `<link rel="preload" href="${wasm.name}" as="fetch" type="application/wasm" crossorigin>` +
      `<script type="module" src="${script.name}" integrity="${script.integrity}"></script></head>`,
  );
if (/<script(?![^>]*src=)/.test(page)) throw new Error('an inline script is left in index.html; the policy would block it');
writeFileSync(at('index.html'), page);

for (const entry of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath ?? entry.path, entry.name);
  // config.json is meant to be edited where it is served; a compressed twin would go stale.
  if (!entry.isFile() || !/\.(html|js|css|wasm|svg|json)$/.test(file) || file.endsWith('config.json')) continue;
  const bytes = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
}
