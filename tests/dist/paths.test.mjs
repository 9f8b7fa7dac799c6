// The production build names no folder of the machine that built it. Run by `script/test dist`.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const DIST = resolve(process.env.HEADLESS_OPS_DIST ?? 'dist');
const folders = [homedir(), process.env.CARGO_HOME, process.env.RUSTUP_HOME, process.env.HEADLESS_OPS_CACHE, process.cwd()];
const forbidden = [...new Set([...folders.filter(Boolean), '/root', '/home', '/Users'])].filter((folder) => folder !== '/').map((folder) => `${folder}/`);

test('the build names no folder of this machine', () => {
  const files = readdirSync(DIST, { recursive: true }).map(String).filter((name) => /\.(wasm|js|html|css|json)$/.test(name));
  assert.ok(files.some((name) => name.endsWith('.wasm')), `${DIST} is no build`);
  for (const name of files) {
    const text = readFileSync(join(DIST, name), 'latin1');
    for (const folder of forbidden) {
      const at = text.indexOf(folder);
      assert.ok(at < 0, `${name} has ${text.slice(at, at + 80)}`);
    }
  }
});
