// Changes the script that wasm-split-cli writes so that parts come through parts.js, under their names in dist/ and checked. Anything
// that doesn't look as expected stops the build: a part that came unchecked would be worse.

/** The changed script, and for each file of a part what to call it: `split_schedule.wasm` is `part-schedule`, a chunk is named after the parts that share it. */
export function linkParts(text) {
  const names = new Map();
  for (const [, shared, file] of text.matchAll(/\/\* ([\w, ]+) \*\/\s*const \w+ = makeLoad\([^"]*"\.\/(chunk_\d+\.wasm)"/g)) {
    names.set(file, ['part', ...shared.split(', ')].join('-'));
  }
  let count = 0;
  const script = text.replace(/fetch\(new URL\("\.\/([\w.]+)", import\.meta\.url\)\)/g, (_, file) => {
    count += 1;
    const own = /^split_(\w+)\.wasm$/.exec(file);
    if (own) names.set(file, `part-${own[1]}`);
    if (!names.has(file)) throw new Error(`${file} is fetched, but nothing says whose it is`);
    return `fetchPart(${JSON.stringify(file)})`;
  });
  if (count === 0 || /\bfetch\(/.test(script)) throw new Error('wasm-split-cli fetches its parts in a way that this build doesn\'t know');
  // What was fetched ahead and didn't come is no error: the app says so where somebody needs it.
  const calm = script.replace('console.error(e)', "console.warn('A part of the app did not come.', e)");
  if (calm === script) throw new Error('wasm-split-cli reports failures in a way that this build doesn\'t know');
  return { script: `import { fetchPart } from 'headless-ops-parts';\n${calm}`, names };
}
