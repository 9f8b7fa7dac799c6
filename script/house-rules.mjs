// Checks the rules of ARCHITECTURE.md that the compiler doesn't. Prints each violation with its location; exits 1 if there is one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' }).split('\n').filter(Boolean);
const text = new Map();
const read = (file) => {
  if (!text.has(file)) text.set(file, readFileSync(file, 'utf8'));
  return text.get(file);
};
const under = (...places) => (file) => places.some((place) => file === place || file.startsWith(place));
const rust = files.filter((file) => file.endsWith('.rs'));
const app = rust.filter(under('src/')).filter((file) => !/_?tests\.rs$/.test(file));

// Folders of pages. They share the other folders of src/.
const FEATURES = ['operations', 'overview', 'report', 'schedule'];
const isShared = (file) => /^src\/\w+\//.test(file) && !FEATURES.includes(file.split('/')[1]);

// Names in lazy chunks, read from the split points: the views they show, and the functions they return by path. The list's tools have a
// split point in front of their views.
const code = (file) => read(file).replace(/^\s*\/\/.*$/gm, '');
const LOADER = 'crates/loader/src/lazy.rs';
const lazy = [[LOADER, app], ['src/operations/tools.rs', app.filter(under('src/operations/'))]].flatMap(([entry, scope]) => {
  const views = [...code(entry).matchAll(/<([A-Z]\w+) (?=[^<]*\/>)/g)].map(([, view]) => {
    const home = scope.find((file) => new RegExp(`\\bfn ${view}\\b`).test(code(file)));
    if (!home) throw new Error(`house rules: ${entry} shows ${view}, which no file defines`);
    return { in: scope, except: under(entry, home), no: new RegExp(`<${view}\\b`) };
  });
  const functions = [...code(entry).matchAll(/headless_ops::(\w+)::([a-z_]+)\b/g)].map(([, module, name]) => (
    { in: scope, except: under(`src/${module}/`, 'src/entry.rs'), no: new RegExp(`\\b${module}::${name}\\b`) }));
  if (!views.length) throw new Error(`house rules: ${entry} shows no view`);
  return [...views, ...functions];
});

const rules = [
  { what: 'only api names gloo-net and fetch', in: app, except: under('src/api/'), no: /fetch_with_|gloo_net/ },
  { what: 'only the route binding touches History', in: app, except: under('src/route/binding.rs'), no: /\.history\(\)|push_state|replace_state/ },
  { what: 'ui knows nothing above it', in: app.filter(under('src/ui/')), no: /crate::(?!ui\b)/ },
  ...FEATURES.map((feature) => ({
    what: 'features don\'t import each other',
    in: app.filter(under(`src/${feature}/`)),
    no: new RegExp(`crate::(${FEATURES.filter((other) => other !== feature).join('|')})\\b`),
  })),
  { what: 'the layers below the features know none of them', in: app.filter(isShared), no: new RegExp(`crate::(${FEATURES.join('|')}|app)\\b`) },
  { what: 'a module whose doc begins with "Pure:" imports neither leptos nor web-sys', in: rust.filter((file) => read(file).startsWith('//! Pure:')), no: /^\s*use (leptos|web_sys|js_sys|wasm_bindgen)/m },
  { what: 'keydown handlers read the key by ui::pressed_key, which leaves input methods alone', in: app, except: under('src/ui/pressed.rs'), no: /\b(e|ev|event)\.(key|code|key_code)\(\)/ },
  { what: 'update_status only on an explicit act', in: app, except: under('src/sync/list/device_refresh.rs', 'src/api/client.rs'), no: /update_status:\s*true/ },
  { what: 'no inline style attribute: the policy blocks it', in: app, no: /\sstyle="/ },
  { what: 'only the loader has split points', in: rust, except: under('crates/loader/'), no: /wasm_split|(allow|expect)\(unsafe_code/ },
  ...lazy.map((rule) => ({ what: 'only its split point names what is in a lazy chunk', ...rule })),
  { what: 'only the program for connecting has its page', in: app, except: under('src/session/', 'src/entry.rs'), no: /\bConnectPage\b/ },
  { what: 'only api, and the program for connecting, read refusals', in: app, except: under('src/api/', 'src/entry.rs'), no: /\b(read_refusal|ApiError::from_response)\b/ },
  { what: 'the domain and the history know neither serde nor Leptos', in: rust.filter(under('crates/history/src/', 'crates/operation/src/')), no: /\b(serde|leptos|web_sys|js_sys)(::|_json)/ },
  { what: 'the wire crate does no IO', in: rust.filter(under('crates/wire/src/')), no: /\b(leptos|web_sys|js_sys|std::fs|std::net)\b/ },
  { what: 'the reference API doesn\'t share the app\'s reading of the API', in: rust.filter(under('crates/reference-api/')), no: /\bwire::|headless_ops::/ },
];

const breaches = [];
for (const rule of rules) {
  for (const file of rule.in) {
    if (rule.except?.(file)) continue;
    // Tests and comments may mention what the code must not use.
    const lines = read(file).split(/#\[cfg\(test\)\]/)[0].split('\n');
    lines.forEach((line, index) => {
      if (!/^\s*\/\//.test(line) && rule.no.test(line)) breaches.push(`${file}:${index + 1}: ${rule.what}: ${line.trim()}`);
    });
  }
}
for (const file of files.filter((f) => /\.(rs|ts|js|mjs|css)$/.test(f))) {
  const lines = read(file).split('\n').length;
  if (lines > 420) breaches.push(`${file}: ${lines} lines; split it`);
}
// Subfolders don't count. The decisions are numbered.
const folders = new Map();
for (const folder of files.map(dirname)) folders.set(folder, (folders.get(folder) ?? 0) + 1);
for (const [folder, count] of folders) {
  if (count > 15 && folder !== '.' && folder !== 'docs/adr') breaches.push(`${folder}: ${count} files; group them in subfolders`);
}
for (const breach of breaches) console.error(breach);
console.log(`house rules: ${rules.length} rules, ${files.length} files, ${breaches.length} breaches`);
process.exit(breaches.length ? 1 : 0);
