// Finishes what Trunk left in dist/: optimises the WebAssembly, bundles the start script (no inline script, so that the policy needs no
// hash), names files by their content, writes integrity, and puts .br and .gz beside everything that compresses.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const DIST = 'dist';
const at = (name) => join(DIST, name);
const digest = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
const short = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Writes `bytes` under a name that holds their hash. */
function place(stem, ending, bytes) {
  const name = `${stem}-${short(bytes)}.${ending}`;
  writeFileSync(at(name), bytes);
  return { name, integrity: digest(bytes) };
}

function only(pattern) {
  const found = readdirSync(DIST).filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`expected one file like ${pattern} in ${DIST}, found ${found.length}`);
  return found[0];
}

const wasmIn = only(/_bg\.wasm$/);
const glueIn = only(/^headless-ops-[0-9a-f]+\.js$/);
const cssIn = only(/^style-[0-9a-f]+\.css$/);

// Explicit features: with all of them switched on the optimiser emits instructions that no engine takes.
const features = ['bulk-memory', 'bulk-memory-opt', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue', 'simd'];
const before = statSync(at(wasmIn)).size;
execFileSync('wasm-opt', ['-Oz', '--strip-debug', '--strip-producers', ...features.map((f) => `--enable-${f}`), at(wasmIn), '-o', at('optimised.wasm')], { stdio: 'inherit' });
const wasm = place('app', 'wasm', readFileSync(at('optimised.wasm')));
console.log(`    wasm-opt: ${before} to ${statSync(at(wasm.name)).size} bytes`);

const bundled = await build({
  entryPoints: ['boot.js'],
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  alias: { 'headless-ops': `./${at(glueIn)}` },
  define: { WASM_FILE: JSON.stringify(wasm.name), WASM_INTEGRITY: JSON.stringify(wasm.integrity) },
  // The glue's own way to find the WebAssembly file is never taken.
  logOverride: { 'empty-import-meta': 'silent' },
});
const script = place('app', 'js', Buffer.from(bundled.outputFiles[0].contents));
const style = place('style', 'css', readFileSync(at(cssIn)));

let page = readFileSync(at('index.html'), 'utf8');
page = page
  .replace(/<script[^>]*type="module"[^>]*>[\s\S]*?<\/script>/, '')
  .replace(/<link[^>]*rel="(modulepreload|preload)"[^>]*>/g, '')
  .replace(/<link[^>]*rel="stylesheet"[^>]*>/, '')
  .replace(
    '</head>',
    `<link rel="stylesheet" href="${style.name}" integrity="${style.integrity}">` +
      `<link rel="preload" href="${wasm.name}" as="fetch" type="application/wasm" crossorigin>` +
      `<script type="module" src="${script.name}" integrity="${script.integrity}"></script></head>`,
  )
  .replace(/\n\s*\n/g, '\n');
if (/<script(?![^>]*src=)/.test(page)) throw new Error('an inline script is left in index.html; the policy would block it');
writeFileSync(at('index.html'), page);
for (const name of [wasmIn, glueIn, cssIn, 'optimised.wasm', 'snippets']) rmSync(at(name), { recursive: true, force: true });

for (const entry of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath ?? entry.path, entry.name);
  // config.json is meant to be edited where it is served; a compressed twin would go stale.
  if (!entry.isFile() || !/\.(html|js|css|wasm|svg|json)$/.test(file) || file.endsWith('config.json')) continue;
  const bytes = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
}
