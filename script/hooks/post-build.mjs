// Trunk's post_build hook: build steps that Trunk has no option for. TRUNK_STAGING_DIR is the folder of the build.
//
// - Bundles the start script, that of the page for connecting and that of the worker, each with the glue of wasm-bindgen, because the
//   Content-Security-Policy forbids inline scripts. Names them and the WebAssembly files by content hash, and writes their digests.
// - In a release build, also splits the program into lazy chunks, optimizes the WebAssembly and compresses all files.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { compressFiles } from './compress.mjs';
import { bootTexts, locales } from './locales.mjs';
import { splitProgram } from './split.mjs';

const STAGING = process.env.TRUNK_STAGING_DIR;
const RELEASE = process.env.TRUNK_PROFILE === 'release';
const staged = (name) => join(STAGING, name);

// With all features, wasm-opt would emit instructions that no browser supports.
const FEATURES = ['bulk-memory', 'bulk-memory-opt', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue', 'simd'];

// Measured: the first view compresses to 1 % less than with -Oz. Flat code gives the optimizer more to share, and a function that was called
// once compresses better apart from its caller. The files themselves are larger, and faster.
const FLAGS = ['--flatten', '--rereloop', '-O2', '--one-caller-inline-max-function-size=0', '--strip-debug', '--strip-producers', ...FEATURES.map((feature) => `--enable-${feature}`)];

// One queue per processor, because wasm-opt takes much memory.
const queues = Array.from({ length: availableParallelism() }, () => Promise.resolve());
let queued = 0;

/** Optimizes a WebAssembly file in a release build. Resolves with its bytes. */
function optimise(file) {
  if (!RELEASE) return Promise.resolve(readFileSync(file));
  const queue = queued++ % queues.length;
  queues[queue] = queues[queue].then(() => promisify(execFile)('node_modules/.bin/wasm-opt', [...FLAGS, file, '-o', file]));
  return queues[queue].then(() => readFileSync(file));
}

/** Writes a file whose name contains the hash of its content. */
function emit(stem, extension, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const name = `${stem}-${hash}.${extension}`;
  writeFileSync(staged(name), bytes);
  return { name, integrity: `sha256-${createHash('sha256').update(bytes).digest('base64')}` };
}

// wasm-split-cli has no option for fetching chunks. This replaces `fetch` in its script by the checked one of src/boot/lazy.js.
// Upstream issue about that script: https://github.com/WorldSEnder/wasm-split-prototype/issues/4
const checkedFetch = {
  name: 'checked-fetch',
  setup({ onLoad }) {
    onLoad({ filter: /__wasm_split\.js$/ }, ({ path }) => ({
      contents: `import { fetchChunk as fetch } from ${JSON.stringify(resolve('src/boot/lazy.js'))};\n${readFileSync(path, 'utf8')}`,
    }));
  },
};

// wasm-bindgen copies the scripts of the app's crates for each program. A bundle includes each only once, so that a program shares its state
// with the start script.
const oneOfEachScript = {
  name: 'one-of-each-script',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/snippets\/headless-ops-[0-9a-f]+\// }, ({ path }) => ({ path: resolve(path.split('/').slice(3).join('/')) }));
  },
};

/** Bundles a script with its imports. */
async function bundle(entry, format, glues, constants) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: RELEASE,
    target: 'es2022',
    format,
    alias: glues,
    define: Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)])),
    plugins: [checkedFetch, oneOfEachScript],
    // The glue uses import.meta only if no URL is passed, and has duplicate keys for the script of the chunks. Both are harmless.
    logOverride: { 'empty-import-meta': 'silent', 'duplicate-object-key': 'silent' },
  });
  return outputFiles[0].contents;
}

// The file names that Trunk gave to wasm-bindgen's output. The emitted files replace them.
const glue = readdirSync(STAGING).find((name) => /^headless-ops-[0-9a-f]+\.js$/.test(name));
const wasm = glue.replace(/\.js$/, '_bg.wasm');
const program = { glue: staged(glue), wasm: staged(wasm), chunks: {} };

if (RELEASE) {
  const { folder, chunks } = splitProgram();
  program.glue = join(folder, 'app.js');
  program.wasm = join(folder, 'app_bg.wasm');
  const emitted = [...chunks].map(async ([file, users]) => [file, emit(['chunk', ...users].join('-'), 'wasm', await optimise(join(folder, file)))]);
  program.chunks = Object.fromEntries(await Promise.all(emitted));
}

const [decoder, connect, main] = await Promise.all([
  optimise(staged('worker_bg.wasm')).then((bytes) => emit('worker', 'wasm', bytes)),
  optimise(staged('headless-ops-connect_bg.wasm')).then((bytes) => emit('connect', 'wasm', bytes)),
  optimise(program.wasm).then((bytes) => emit('app', 'wasm', bytes)),
]);
// A classic script, started by src/api/worker.js.
const worker = emit('worker', 'js', await bundle('crates/worker/worker.js', 'iife', { 'headless-ops-worker': staged('worker.js') }, { WASM: decoder }));
const texts = Object.fromEntries(locales().map(({ tag, label, texts }) => [tag, { label, ...emit(`locale-${tag}`, 'json', JSON.stringify(texts)) }]));
const shared = { LOCALES: texts, BOOT_TEXTS: bootTexts() };
const connectScript = emit('connect', 'js', await bundle('src/boot/connect.js', 'esm', { 'headless-ops-connect': staged('headless-ops-connect.js') }, { ...shared, WORKER: worker }));
const start = await bundle(
  'src/boot/start.js',
  'esm',
  { 'headless-ops': program.glue },
  { ...shared, APP: main, CONNECT: connect, CONNECT_SCRIPT: connectScript, WORKER: worker, LAZY_CHUNKS: program.chunks },
);
const app = emit('app', 'js', start);

const replaced = [glue, wasm, 'snippets', 'worker.js', 'worker_bg.wasm', 'headless-ops-connect.js', 'headless-ops-connect_bg.wasm'];
for (const name of replaced) rmSync(staged(name), { recursive: true, force: true });

// Fills in the tags from Trunk.toml.
const page = readFileSync(staged('index.html'), 'utf8').replace('app.js"', `${app.name}" integrity="${app.integrity}"`);
if (!page.includes(app.name)) throw new Error('index.html names no script app.js');
writeFileSync(staged('index.html'), page);

if (RELEASE) compressFiles(STAGING);
