// Checks the texts of the interface: every language has the keys and placeholders of English, every key is used, and the code contains no
// texts of the interface. Prints each violation with its location; exits 1 if there is one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { flat, otherLanguages } from './hooks/locales.mjs';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'crates'], { encoding: 'utf8' }).split('\n');
const styles = execFileSync('git', ['ls-files', 'style/*.css'], { encoding: 'utf8' }).split('\n').filter(Boolean);
const breaches = [];

// Placeholders. `number` and `plural` are the same kind, because a language may spell out a number where English has a plural.
const placeholders = (text) => [...text.matchAll(/\{(\w+)(?:(, (?:number|plural))[^{}]*[{}]|\})/g)]
  .map(([, name, kind]) => `${name}${kind ? ' as a number' : ''}`);
const sorted = (values) => [...new Set(values)].sort().join(', ');

const english = flat('en');
for (const tag of otherLanguages()) {
  const texts = flat(tag);
  for (const key of english.keys()) if (!texts.has(key)) breaches.push(`${tag}: ${key} is missing`);
  for (const [key, text] of texts) {
    if (!english.has(key)) breaches.push(`${tag}: ${key} is not in English`);
    else if (sorted(placeholders(text)) !== sorted(placeholders(english.get(key)))) {
      breaches.push(`${tag}: ${key} has other placeholders than English: ${sorted(placeholders(english.get(key)))}`);
    }
    if (!text.trim()) breaches.push(`${tag}: ${key} is empty`);
  }
}

/** Code without comments, character literals and the tests at its end. */
const code = (file) => readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, '').replace(/'(?:\\.|[^\\])'/g, (all) => ' '.repeat(all.length)).split(/#\[cfg\(test\)\]\s*mod /)[0];
const isTest = (file) => /(_|\/)tests\.rs$|\/tests?\/|\/benches\/|\/simulation\//.test(file);

const rust = files.filter((file) => file.endsWith('.rs') && !isTest(file));
const scripts = files.filter((file) => file.endsWith('.js'));

/** The keys used in a file, as `messages::<area>` or by an alias of the area. */
function named(file) {
  const text = code(file);
  const aliases = new Map([...text.matchAll(/^use messages::(\w+) as (\w+);/gm)].map(([, area, alias]) => [alias, area]));
  const inFull = [...text.matchAll(/\bmessages::(\w+)::(?:r#)?(\w+)/g)].map(([, area, key]) => `${area}.${key}`);
  const byAlias = [...aliases].flatMap(([alias, area]) => [...text.matchAll(new RegExp(`\\b${alias}::(?:r#)?(\\w+)`, 'g'))].map(([, key]) => `${area}.${key}`));
  return [...inFull, ...byAlias];
}

const used = new Set([
  ...rust.flatMap(named),
  ...scripts.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\btext\('(\w+)'/g)].map(([, key]) => `boot.${key}`)),
  ...[...readFileSync('index.html', 'utf8').matchAll(/data-text="(\w+)"/g)].map(([, key]) => `boot.${key}`),
  // Used by the build.
  'language.name',
]);
for (const key of english.keys()) if (!used.has(key)) breaches.push(`${key} is not used`);

// Literals in the code. Those in attributes, logs and panics are for developers; the gallery exists only in development builds.
const FOR_DEVELOPERS = /#!?\[[^\]]*\]|\b(?:logging::\w+|panic|assert\w*|unreachable|expect)!?\((?:[^()"]|"(?:[^"\\]|\\.)*"|\([^()]*\))*\)/g;
const TECHNICAL = /^(class|id|type|role|for|name|href|rel|target|d|viewBox|style|style:\w+|part|slot|inputmode|autocomplete|data-[\w-]+|on:\w+|prop:\w+|class:[\w-]+|aria-(live|controls|haspopup|current|hidden|expanded|sort|modal|labelledby|describedby))$/;
const READ = /^(label|title|placeholder|alt|text|hint|words|heading|aria-(label|description|roledescription|valuetext))$/;
const LITERAL = /(?:([\w:-]+)=)?"((?:[^"\\]|\\.)*)"/g;

// Names of keys, JavaScript objects, headers, products, languages, formats and fields; a heading of pasted tables; queries; messages of
// serde and panics for developers.
const NOT_TEXTS = new Set(['Enter', 'Escape', 'Tab', 'Backspace', 'Delete', 'Home', 'End', 'Esc', 'Shift x', 'Intl', 'Accept', 'Authorization', 'Bearer {}', 'Headless Ops', 'English', 'JSON', 'cURL', 'SHA-256', 'True', 'operation_data', 'device id',
  'an object', 'a field name', 'a field twice', ' at line ', 'Panic without a message',
  'status:failed type:firmware_update device:edge* scheduled:last-night']);
const classes = new Set(styles.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name)));

function isProse(attribute, literal, before, after) {
  const words = literal.replace(/\\u\{\w+\}|\\x..|\\./g, ' ').replace(/\{[^}]*\}/g, ' ');
  if (!/\p{L}{2}/u.test(words) || TECHNICAL.test(attribute ?? '') || NOT_TEXTS.has(literal)) return false;
  if (literal.split(' ').some((word) => word.includes('-') && classes.has(word))) return false;
  if (READ.test(attribute ?? '')) return true;
  // A text node.
  if (/[>}]\s*$/.test(before) && /^\s*[<{]/.test(after) && !/=>\s*$/.test(before)) return true;
  // A sentence or a label.
  return /\p{L}{2,} \p{L}/u.test(words) || /^\p{Lu}\p{Ll}+$/u.test(words.trim());
}

for (const file of rust.filter((file) => /^(src|crates\/(connect|catalogue|query|wire))\//.test(file) && !/^src\/(gallery\/|time\/http_date)/.test(file))) {
  const text = code(file).replace(FOR_DEVELOPERS, (all) => all.replace(/[^\n]/g, ' '));
  for (const match of text.matchAll(LITERAL)) {
    const [all, attribute, literal] = match;
    const end = match.index + all.length;
    if (isProse(attribute, literal, text.slice(Math.max(0, match.index - 40), match.index), text.slice(end, end + 40))) {
      breaches.push(`${file}:${text.slice(0, match.index).split('\n').length}: a text that is not in locales: ${all}`);
    }
  }
}

for (const breach of breaches) console.error(breach);
console.log(`locales: ${english.size} texts, ${otherLanguages().length + 1} languages, ${breaches.length} breaches`);
process.exit(breaches.length ? 1 : 0);
