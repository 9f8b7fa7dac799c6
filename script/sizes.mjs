// Prints the size of each file in dist/: files of the first view, and files fetched later; raw, gzip, brotli.
// `script/sizes.mjs --strict` fails if a first view exceeds its budget.
import { readdirSync, statSync } from 'node:fs';

// Brotli bytes, sum of all files.
const BUDGETS = { list: 300_000, connect: 200_000 };
const ALWAYS = /^(index\.html|config\.json|app-[0-9a-f]+\.js|style-[0-9a-f]+\.css)$/;
const LIST = /^app-[0-9a-f]+\.wasm$/;
const CONNECT = /^connect-[0-9a-f]+\.(js|wasm)$/;
const LATER = /^((chunk|locale|worker|style-lazy)-.*\.(js|json|wasm|css)|catalog\/.*\.json)$/;
const size = (file, ending) => statSync(`dist/${file}${ending}`, { throwIfNoEntry: false })?.size ?? statSync(`dist/${file}`).size;

const all = readdirSync('dist', { recursive: true }).map(String).sort();
const line = (name, row) => console.log(`${name.padEnd(64)} ${row.map((value) => String(value).padStart(9)).join(' ')}`);
function table(title, files) {
  const rows = files.map((file) => ['', '.gz', '.br'].map((ending) => size(file, ending)));
  const total = rows.reduce((sum, row) => sum.map((value, i) => value + row[i]), [0, 0, 0]);
  files.forEach((file, i) => line(file, rows[i]));
  line(title, total);
  return total[2];
}

console.log(`${'file'.padEnd(64)} ${['raw', 'gzip', 'brotli'].map((word) => word.padStart(9)).join(' ')}`);
const firstView = (program) => all.filter((file) => ALWAYS.test(file) || program.test(file));
const views = {
  list: table('first view: the list', firstView(LIST)),
  connect: table('first view: the page for connecting', firstView(CONNECT)),
};
console.log();
table('fetched later', all.filter((file) => LATER.test(file)));
console.log();
const exceeded = Object.entries(views).filter(([view, bytes]) => bytes > BUDGETS[view]);
for (const [view, bytes] of Object.entries(views)) console.log(`${view}: ${bytes} of ${BUDGETS[view]} bytes${bytes > BUDGETS[view] ? ', EXCEEDED' : ''}`);
if (exceeded.length > 0 && process.argv.includes('--strict')) process.exit(1);
