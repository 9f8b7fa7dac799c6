// The rules of ARCHITECTURE.md that a compiler doesn't check. Prints each breach with its place; exits 1 if there is one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' }).split('\n').filter(Boolean);
const text = new Map();
const read = (file) => {
  if (!text.has(file)) text.set(file, readFileSync(file, 'utf8'));
  return text.get(file);
};
const under = (...places) => (file) => places.some((place) => file === place || file.startsWith(place));
const rust = files.filter((file) => file.endsWith('.rs'));
const app = rust.filter(under('src/'));

// The folders that hold a page. The other folders of src/ are shared by them.
const FEATURES = ['operations', 'overview', 'report', 'schedule'];
const isShared = (file) => /^src\/\w+\//.test(file) && !FEATURES.includes(file.split('/')[1]);

const rules = [
  { what: 'only the transport names gloo-net and fetch', in: app, except: under('src/api/transport.rs', 'src/api/settings.rs'), no: /fetch_with_|gloo_net/ },
  { what: 'only the route binding touches History', in: app, except: under('src/route/binding.rs'), no: /\.history\(\)|push_state|replace_state/ },
  { what: 'only sync, schedule/submit, the session, what comes later and the start spawn work', in: app,
    except: under('src/sync/', 'src/schedule/submit/handle.rs', 'src/schedule/device_source.rs', 'src/session/', 'src/lazy/', 'src/idle.rs', 'src/app.rs', 'src/first_rows.rs', 'src/ui/copy_button.rs', 'src/schedule/flow.rs', 'src/schedule/seen_operations.rs', 'src/report/exporting.rs', 'src/report/printing.rs'), no: /spawn_local/ },
  { what: 'timers are set by sync, the shared clock, what comes later, the draft\'s keeper, the table and the hand at rest', in: app,
    except: under('src/sync/', 'src/operations/table/mod.rs', 'src/time/clock.rs', 'src/lazy/', 'src/idle.rs', 'src/schedule/submit/handle.rs', 'src/schedule/submit/backend.rs', 'src/schedule/form.rs', 'src/report/exporting.rs', 'src/report/printing.rs', 'src/overview/timeline/gestures.rs'), no: /gloo_timers|set_timeout|set_interval/ },
  { what: 'ui knows nothing above it', in: app.filter(under('src/ui/')), no: /crate::(?!ui\b)/ },
  ...FEATURES.map((feature) => ({
    what: 'features don\'t import each other',
    in: app.filter(under(`src/${feature}/`)),
    no: new RegExp(`crate::(${FEATURES.filter((other) => other !== feature).join('|')})\\b`),
  })),
  { what: 'the layers below the features know none of them', in: app.filter(isShared), no: new RegExp(`crate::(${FEATURES.join('|')}|app)\\b`) },
  { what: 'a module whose doc begins with "Pure:" imports neither leptos nor web-sys', in: rust.filter((file) => read(file).startsWith('//! Pure:')), no: /^\s*use (leptos|web_sys|js_sys|wasm_bindgen)/m },
  { what: 'update_status only on an explicit act', in: app, except: under('src/sync/list/device_refresh.rs', 'src/api/client.rs'), no: /update_status:\s*true/ },
  { what: 'no inline style attribute: the policy blocks it', in: app, no: /\sstyle="/ },
  { what: 'only the loader has split points', in: rust, except: under('crates/loader/'), no: /wasm_split|(allow|expect)\(unsafe_code/ },
  { what: 'nothing but the loader names what is in a lazy chunk', in: [...app, ...rust.filter(under('crates/loader/src/main.rs'))],
    except: under('src/schedule/', 'src/report/', 'src/overview/', 'src/session/connect.rs', 'src/session/mod.rs', 'src/entry.rs'), no: /\b(SchedulePage|ConnectPage|ReportPage|BoardPage|TimelinePage)\b/ },
  { what: 'nothing but the loader names what is in a lazy chunk', in: [...app, ...rust.filter(under('crates/loader/src/main.rs'))],
    except: under('src/operations/filter_panel/', 'src/operations/query_line/', 'src/operations/selection_bar/', 'src/operations/view_panel/', 'src/operations/tools.rs', 'src/operations/mod.rs', 'src/freshness/device_refresh.rs', 'src/operations/crawl_progress.rs', 'src/commands/'), no: /\b(filter_panel|filter_chips|selection_bar|view_panel|query_line|KeySheet|CrawlProgress|DeviceRefreshDialog|empty::Empty|operations::tool)\b/ },
  { what: 'nothing but the loader names what is in a lazy chunk', in: app, except: under('src/api/refusals.rs', 'src/api/mod.rs', 'src/api/problem.rs', 'src/entry.rs', 'src/schedule/submit/findings_tests.rs'), no: /\b(read_refusal|ApiError::from_response)\b/ },
  { what: 'the domain and the history know neither serde nor Leptos', in: rust.filter(under('crates/history/src/', 'crates/operation/src/')), no: /\b(serde|leptos|web_sys|js_sys)(::|_json)/ },
  { what: 'the wire crate does no IO', in: rust.filter(under('crates/wire/src/')), no: /\b(leptos|web_sys|js_sys|std::fs|std::net)\b/ },
  { what: 'the reference API doesn\'t share the app\'s reading of the API', in: rust.filter(under('crates/reference-api/')), no: /\bwire::|headless_ops::/ },
];

const breaches = [];
for (const rule of rules) {
  for (const file of rule.in) {
    if (rule.except?.(file)) continue;
    // Tests and comments may name what the code must not use.
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
for (const breach of breaches) console.error(breach);
console.log(`house rules: ${rules.length} rules, ${files.length} files, ${breaches.length} breaches`);
process.exit(breaches.length ? 1 : 0);
