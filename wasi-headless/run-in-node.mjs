// Runs a WASI (preview 1) program in Node.js: node run-in-node.mjs PROGRAM.wasm ARGUMENTS...
//
// The program has this process' standard streams, and sees the current folder and the folders of
// the files that its arguments name, and nothing else.

import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import process from 'node:process';

const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
  process.stderr.write('usage: node run-in-node.mjs PROGRAM.wasm ARGUMENTS...\n');
  process.exit(2);
}

// node:wasi says that it is experimental whenever it is loaded, which is no news to those who
// read the program's own messages.
const emitWarning = process.emitWarning;
process.emitWarning = (warning, ...rest) => {
  const type = typeof rest[0] === 'string' ? rest[0] : rest[0]?.type;
  if (type !== 'ExperimentalWarning') emitWarning.call(process, warning, ...rest);
};
const { WASI } = await import('node:wasi');

/** The folders that the program needs, by the names that it knows them by. */
function foldersOf(args) {
  const folders = { '.': process.cwd() };
  for (const arg of args) {
    // A file may stand alone (FILE) or in an option (--png=FILE).
    const file = arg.startsWith('-') ? arg.slice(arg.indexOf('=') + 1) : arg;
    // Files in or below the current folder are in it already.
    const isOutside = file.startsWith('/') || file.startsWith('..');
    const folder = dirname(file);
    if (isOutside && statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      folders[folder] = resolve(folder);
    }
  }
  return folders;
}

const wasi = new WASI({
  version: 'preview1',
  args: [program, ...args],
  preopens: foldersOf(args),
});
const module = await WebAssembly.compile(readFileSync(program));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
process.exitCode = wasi.start(instance);
