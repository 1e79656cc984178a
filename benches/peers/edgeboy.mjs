// Runs EdgeBoy's npm package in Node: node edgeboy.mjs PACKAGE ROM FRAMES MORE PICTURES.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { PIXELS, run } from './runner.mjs';

const SAMPLE_RATE = 48000;

await run(async (folder, rom) => {
  const { Machine } = await import(pathToFileURL(join(folder, 'dist/machine.node.js')));
  const machine = await Machine.create(rom);
  machine.setSampleRate(SAMPLE_RATE);
  return {
    version: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version,
    runFrame() {
      machine.runFrame();
      machine.pictureView();
      machine.drainAudio();
    },
    picture() {
      const rgba = machine.pictureView();
      const rgb = new Uint8Array(PIXELS * 3);
      for (let pixel = 0; pixel < PIXELS; pixel += 1) {
        rgb.set(rgba.subarray(pixel * 4, pixel * 4 + 3), pixel * 3);
      }
      return rgb;
    },
  };
});
