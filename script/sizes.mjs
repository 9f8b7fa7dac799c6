// Prints the size of each file of dist/: what the first view asks for, and what comes later; raw, gzip, brotli.
import { readdirSync, statSync } from 'node:fs';

const ALWAYS = [/^index\.html$/, /^app-.*\.js$/, /^app-.*\.wasm$/, /^style-[0-9a-f]+\.css$/, /^config\.json$/];
// Without a connection the first view is the page for connecting, which is a part of its own.
const CONNECT = /^part-(.*-)?connect-.*\.wasm$/;
const LATER = [/^style-later-.*\.css$/, /^part-.*\.wasm$/, /^parts-.*\.json$/, /^worker-.*\.(js|wasm)$/, /^catalog\/operation-types\.json$/];
const LIMIT = 250_000;
const size = (file, ending) => statSync(`dist/${file}${ending}`, { throwIfNoEntry: false })?.size ?? statSync(`dist/${file}`).size;

const all = readdirSync('dist', { recursive: true }).map(String).sort();
const line = (name, row) => console.log(`${name.padEnd(44)} ${row.map((value) => String(value).padStart(9)).join(' ')}`);
function table(title, files, quiet = false) {
  const rows = files.map((file) => ['', '.gz', '.br'].map((ending) => size(file, ending)));
  const total = rows.reduce((sum, row) => sum.map((value, i) => value + row[i]), [0, 0, 0]);
  if (!quiet) files.forEach((file, i) => line(file, rows[i]));
  line(title, total);
  return total[2];
}

console.log(`${'file'.padEnd(44)} ${['raw', 'gzip', 'brotli'].map((word) => word.padStart(9)).join(' ')}`);
const first = all.filter((file) => ALWAYS.some((name) => name.test(file)));
const list = table('first view: operations', first);
const connect = table('first view: connect', [...first, ...all.filter((file) => CONNECT.test(file))], true);
console.log();
table('later', all.filter((file) => LATER.some((name) => name.test(file))));
const kept = Math.max(list, connect) <= LIMIT;
console.log(`\nlimit: ${LIMIT} bytes brotli; ${kept ? 'kept' : 'EXCEEDED'}`);
// Only asked for once it is kept: `script/sizes.mjs --strict` fails where it isn't.
if (!kept && process.argv.includes('--strict')) process.exit(1);
