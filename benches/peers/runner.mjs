// What a runner in Node does, as the one in src/lib.rs: node PROGRAM.mjs PLACE ROM FRAMES MORE PICTURES.

import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

/** Whatever the emulator makes of its pixels, a picture has these. */
export const PIXELS = 160 * 144;

/**
 * So many frames are run by another emulator first, so that what is measured is the code that V8 comes to in the end and
 * not the time that it takes to compile it.
 */
const WARM_UP = 600;

/**
 * Runs what the arguments ask for. `start` gets the place and the ROM, and gives the emulator: `version`, `runFrame()`,
 * and `picture()`, an array of red, green and blue.
 */
export async function run(start) {
  const [place, rom, frames, more, pictures] = process.argv.slice(2);
  const first = await start(place, readFileSync(rom));
  for (let frame = 0; frame < WARM_UP; frame += 1) first.runFrame();
  const peer = await start(place, readFileSync(rom));

  const before = process.cpuUsage();
  for (let frame = 0; frame < Number(frames); frame += 1) peer.runFrame();
  const { user, system } = process.cpuUsage(before);

  const all = [Buffer.from(peer.picture())];
  for (let frame = 0; frame < Number(more); frame += 1) {
    peer.runFrame();
    all.push(Buffer.from(peer.picture()));
  }
  writeFileSync(pictures, Buffer.concat(all));
  console.log(JSON.stringify({ version: peer.version, cpu_seconds: (user + system) / 1e6 }));
}
