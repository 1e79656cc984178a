// Runs WasmBoy's core with the options that it calls fast: node wasmboy.mjs PACKAGE ROM FRAMES MORE PICTURES.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PIXELS, run } from './runner.mjs';

/** Compiled once, for the emulator that warms up as well. */
let module;

await run(async (folder, rom) => {
  module ??= await WebAssembly.compile(readFileSync(join(folder, 'dist/core/core.untouched.wasm')));
  const abort = () => {
    throw new Error('WasmBoy gave up');
  };
  const instance = await WebAssembly.instantiate(module, { env: { abort } });
  const core = instance.exports;
  const memory = new Uint8Array(core.memory.buffer);
  memory.set(rom, core.CARTRIDGE_ROM_LOCATION.value);
  // In this order: no boot ROM; color where the game knows it; audio, graphics and timers in batches; frames drawn whole
  // and not line by line; samples of sound not summed up, which is no faster; tiles drawn whole, and kept; no debugging
  // of audio.
  core.config(0, 1, 1, 1, 1, 1, 0, 1, 1, 0);
  return {
    version: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version,
    runFrame() {
      if (core.executeFrame() < 0) throw new Error('WasmBoy stopped');
      // The samples lie in memory from AUDIO_BUFFER_LOCATION on.
      core.clearAudioBuffer();
    },
    picture() {
      const start = core.FRAME_LOCATION.value;
      return memory.slice(start, start + PIXELS * 3);
    },
  };
});
