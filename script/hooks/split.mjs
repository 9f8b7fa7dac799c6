// Splits the program into a first file and lazy chunks. Trunk doesn't support it: https://github.com/trunk-rs/trunk/issues/1022
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

function run(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 28 });
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error(`${command} was not found. script/bootstrap installs it.`);
    throw error;
  }
}

/** Reads from the script of wasm-split-cli which lazy functions need which chunk. */
function chunkUsers(script) {
  const users = new Map();
  for (const [, names, file] of script.matchAll(/\/\* ([\w, ]+) \*\/\s*const \w+ = makeLoad\([^"]*"\.\/(\w+\.wasm)"/g)) users.set(file, names.split(', '));
  for (const [, file, name] of script.matchAll(/"\.\/(split_(\w+)\.wasm)"/g)) users.set(file, [name]);
  return users;
}

/** Returns the folder with the split program, and for each chunk the lazy functions that need it. */
export function splitProgram() {
  const { target_directory } = JSON.parse(run('cargo', ['metadata', '--format-version=1', '--no-deps']));
  const folder = join(target_directory, 'wasm-split');
  rmSync(folder, { recursive: true, force: true });
  // Uses cargo's output, because wasm-bindgen drops the relocations that splitting requires.
  run('wasm-split-cli', [join(target_directory, 'wasm32-unknown-unknown/release/headless-ops.wasm'), folder, '--out-name', 'app']);
  // The chunks import symbols of the first file that wasm-bindgen would drop without --keep-lld-exports.
  run('wasm-bindgen', ['--target=web', '--no-typescript', '--no-demangle', '--keep-lld-exports', '--out-name=app', `--out-dir=${folder}`, join(folder, 'app.wasm')]);
  return { folder, chunks: chunkUsers(readFileSync(join(folder, '__wasm_split.js'), 'utf8')) };
}
