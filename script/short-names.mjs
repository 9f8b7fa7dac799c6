// Shortens the names by which the WebAssembly imports what wasm-bindgen's script gives it. Each carries a hash of 16 digits, in both
// files, and hashes don't compress: some 5 KB of the first view.

const LONG = /^__wbg_.*_[0-9a-f]{16}$/;

/** A number of LEB128 and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at];
    at += 1;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}

function encoded(value) {
  const bytes = [];
  do {
    bytes.push((value % 128) + (value >= 128 ? 128 : 0));
    value = Math.floor(value / 128);
  } while (value > 0);
  return Buffer.from(bytes);
}

/** The end of what is imported: a kind and its type. */
function skip(bytes, at) {
  const kind = bytes[at];
  at += 1;
  const limits = (from) => {
    const [, minimum] = number(bytes, from + 1);
    return bytes[from] & 1 ? number(bytes, minimum)[1] : minimum;
  };
  switch (kind) {
    case 0: return number(bytes, at)[1]; // a function
    case 1: return limits(at + 1); // a table
    case 2: return limits(at); // a memory
    case 3: return at + 2; // a global
    case 4: return number(bytes, at + 1)[1]; // a tag
    default: throw new Error(`an import of kind ${kind} is not known here`);
  }
}

/** The module and the script with short names, the same in both. Throws where they don't look as expected. */
export function shorten(wasm, script) {
  const names = new Map();
  let at = 8;
  while (at < wasm.length) {
    const [id, start] = [wasm[at], at];
    const [size, from] = number(wasm, at + 1);
    at = from + size;
    if (id !== 2) continue;
    const out = [];
    let [count, next] = number(wasm, from);
    out.push(encoded(count));
    for (; count > 0; count -= 1) {
      const [moduleSize, moduleAt] = number(wasm, next);
      const [nameSize, nameAt] = number(wasm, moduleAt + moduleSize);
      const name = wasm.subarray(nameAt, nameAt + nameSize).toString();
      if (LONG.test(name) && !names.has(name)) names.set(name, `_${names.size.toString(36)}`);
      const short = Buffer.from(names.get(name) ?? name);
      const end = skip(wasm, nameAt + nameSize);
      out.push(wasm.subarray(next, moduleAt + moduleSize), encoded(short.length), short, wasm.subarray(nameAt + nameSize, end));
      next = end;
    }
    if (next !== at) throw new Error('the imports don\'t end where their section does');
    const section = Buffer.concat(out);
    const changed = Buffer.concat([wasm.subarray(0, start), Buffer.from([2]), encoded(section.length), section, wasm.subarray(at)]);
    const replaced = new Set();
    const text = script.replace(/\b__wbg_\w+_[0-9a-f]{16}\b/g, (name) => {
      replaced.add(name);
      return names.get(name) ?? name;
    });
    const missing = [...names.keys()].find((name) => !replaced.has(name));
    if (missing) throw new Error(`${missing} is imported, but wasm-bindgen's script doesn't give it`);
    return { wasm: changed, script: text };
  }
  throw new Error('the module imports nothing');
}
