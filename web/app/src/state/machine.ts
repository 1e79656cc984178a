import { computed, effect, signal } from "@preact/signals";
import { GameBoy } from "edgeboy";
import { batteryStore } from "./library.js";
import { settings } from "./preferences.js";
import type { Settings } from "./settings.js";

/** The Game Boy of the page, and the canvas that it draws on. */
export interface Machine {
  gameBoy: GameBoy;
  canvas: HTMLCanvasElement;
  /** How far one can rewind on it. */
  rewindSeconds: number;
}

/** How far the player wants to rewind; 0 is not at all. */
export const rewindSeconds = computed(() => {
  const { rewind, rewindSeconds: seconds } = settings.value.speed;
  return rewind ? seconds : 0;
});

/** The machine, once it is there. */
export const machine = signal<Machine | undefined>(undefined);

let making: Promise<Machine> | undefined;

/**
 * The page's machine. It is made when first asked for: best while the page is idle, since a click on
 * a game then finds it ready.
 */
export function theMachine(): Promise<Machine> {
  making ??= make().catch((error: unknown) => {
    making = undefined;
    throw error;
  });
  return making;
}

/** Throws the machine away, with its canvas: after it has crashed, or for what only a new one can do. */
export async function discardMachine(): Promise<void> {
  const old = await making?.catch(() => undefined);
  making = undefined;
  machine.value = undefined;
  await old?.gameBoy.destroy();
}

async function make(): Promise<Machine> {
  const { picture, sound } = settings.peek();
  const seconds = rewindSeconds.peek();
  const canvas = document.createElement("canvas");
  canvas.width = 160;
  canvas.height = 144;
  const gameBoy = await GameBoy.create({
    canvas,
    volume: sound.volume,
    muted: sound.muted,
    palette: paletteText(picture),
    colors: picture.colors,
    rewindSeconds: seconds,
    batteryStore,
  });
  const made = { gameBoy, canvas, rewindSeconds: seconds };
  machine.value = made;
  Object.assign(globalThis, { edgeboy: gameBoy });
  performance.mark("edgeboy:ready");
  return made;
}

/** A palette as the package takes it. */
export function paletteText({ palette, custom }: Settings["picture"]): string {
  return palette === "custom" ? custom.join(",") : palette;
}

// What is set is heard and seen at once.
effect(() => {
  const gameBoy = machine.value?.gameBoy;
  const { volume, muted } = settings.value.sound;
  if (gameBoy) {
    gameBoy.volume = volume;
    gameBoy.muted = muted;
  }
});
effect(() => {
  const gameBoy = machine.value?.gameBoy;
  const { pulse1, pulse2, wave, noise } = settings.value.sound;
  void gameBoy?.setChannel("pulse1", pulse1);
  void gameBoy?.setChannel("pulse2", pulse2);
  void gameBoy?.setChannel("wave", wave);
  void gameBoy?.setChannel("noise", noise);
});
effect(() => {
  const gameBoy = machine.value?.gameBoy;
  const { picture } = settings.value;
  void gameBoy?.setPalette(paletteText(picture));
  void gameBoy?.setColors(picture.colors);
});
