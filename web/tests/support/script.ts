/** Which buttons are held while a frame runs, one bit each as `setButtons` takes them. */
export type Held = readonly number[];

const bits: Record<string, number> = {
  RIGHT: 1,
  LEFT: 2,
  UP: 4,
  DOWN: 8,
  A: 16,
  B: 32,
  SELECT: 64,
  START: 128,
};

/**
 * What is held in each of the first `frames` frames, by a script as the headless program's `--input`
 * takes it. Every entry must say how long it holds: `100:START+4,200:A&RIGHT+9`.
 */
export function held(script: string, frames: number): Held {
  const perFrame = new Array<number>(frames).fill(0);
  for (const entry of script.split(",")) {
    const [, from, buttons, count] = /^(\d+):([A-Z&]+)\+(\d+)$/.exec(entry) ?? [];
    if (buttons === undefined) throw new Error(`not an entry of a script: ${entry}`);
    const mask = buttons.split("&").reduce((sum, name) => sum | (bits[name] ?? Number.NaN), 0);
    perFrame.forEach((before, frame) => {
      const runs = frame >= Number(from) && frame < Number(from) + Number(count);
      if (runs) perFrame[frame] = before | mask;
    });
  }
  return perFrame;
}

/** The stretches in which nothing changes: how many frames, and what is held. */
export function stretches(perFrame: Held): { frames: number; buttons: number }[] {
  const found: { frames: number; buttons: number }[] = [];
  for (const buttons of perFrame) {
    const last = found.at(-1);
    if (last?.buttons === buttons) last.frames++;
    else found.push({ frames: 1, buttons });
  }
  return found;
}
