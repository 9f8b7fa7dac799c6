// Prints the size of each file of dist/ that the first view asks for: raw, gzip, brotli.
import { readdirSync, statSync } from 'node:fs';

const FIRST_VIEW = [/^index\.html$/, /^app-.*\.js$/, /^app-.*\.wasm$/, /^style-.*\.css$/, /^icons\.svg$/, /^config\.json$/, /^catalog\/operation-types\.json$/];
const LIMIT = 250_000;
const size = (file, ending) => statSync(`dist/${file}${ending}`, { throwIfNoEntry: false })?.size ?? statSync(`dist/${file}`).size;

const files = readdirSync('dist', { recursive: true }).map(String).filter((file) => FIRST_VIEW.some((name) => name.test(file)));
const rows = files.sort().map((file) => ['', '.gz', '.br'].map((ending) => size(file, ending)));
const total = rows.reduce((sum, row) => sum.map((value, i) => value + row[i]), [0, 0, 0]);
const line = (name, row) => console.log(`${name.padEnd(36)} ${row.map((value) => String(value).padStart(9)).join(' ')}`);
console.log(`${'file'.padEnd(36)} ${['raw', 'gzip', 'brotli'].map((word) => word.padStart(9)).join(' ')}`);
files.forEach((file, i) => line(file, rows[i]));
line('first view', total);
console.log(`limit: ${LIMIT} bytes brotli; ${total[2] <= LIMIT ? 'kept' : 'EXCEEDED'}`);
