type Direction = "up" | "right" | "down" | "left";

/**
 * One control of a gamepad: a button by its number, one way of an axis, or one way of a hat (a d-pad
 * that reports eight positions on one axis).
 */
export type GamepadControl =
  | `button${number}`
  | `axis${number}${"+" | "-"}`
  | `hat${number}${Direction}`;

/** What of a `Gamepad` is read. */
export type PadReading = Pick<Gamepad, "axes"> & {
  readonly buttons: readonly Pick<GamepadButton, "pressed" | "value">[];
};

export function isGamepadControl(value: unknown): value is GamepadControl {
  return (
    typeof value === "string" &&
    /^(?:button\d+|axis\d+[+-]|hat\d+(?:up|right|down|left))$/.test(value)
  );
}

/** How far an axis must be from its middle to count as pressed; and to count as released again. */
const PRESSED_AT = 0.5;
const RELEASED_AT = 0.4;

/** An axis that has been this close to the middle rests there, and is no trigger at its end. */
const MIDDLE = 0.25;

/** The ways of a hat in the order of its positions, clockwise from up. */
const HAT_WAYS: readonly (readonly Direction[])[] = [
  ["up"],
  ["up", "right"],
  ["right"],
  ["right", "down"],
  ["down"],
  ["down", "left"],
  ["left"],
  ["left", "up"],
];

/** Reads one gamepad, and learns what its axes are while it does. */
export class PadReader {
  /** Axes that have been seen outside of -1 to 1: hats report so that nothing is pressed. */
  readonly #hats = new Set<number>();
  readonly #resting = new Set<number>();
  #held: ReadonlySet<GamepadControl> = new Set();

  /** The controls that are pressed. */
  read(pad: PadReading): ReadonlySet<GamepadControl> {
    const held = new Set<GamepadControl>();
    for (const [index, button] of pad.buttons.entries()) {
      if (button.pressed || button.value > PRESSED_AT) {
        held.add(`button${index}`);
      }
    }
    for (const [index, value] of pad.axes.entries()) {
      for (const control of this.#readAxis(index, value)) {
        held.add(control);
      }
    }
    this.#held = held;
    return held;
  }

  #readAxis(index: number, value: number): readonly GamepadControl[] {
    if (Math.abs(value) > 1.05) {
      this.#hats.add(index);
    }
    if (this.#hats.has(index)) {
      // Eight positions lie evenly between -1 and 1; at rest the value is beyond.
      const ways = HAT_WAYS[Math.round((value + 1) * 3.5)] ?? [];
      return ways.map((way) => `hat${index}${way}` as const);
    }
    if (Math.abs(value) < MIDDLE) {
      this.#resting.add(index);
    }
    const control = `axis${index}${value < 0 ? "-" : "+"}` as const;
    const threshold = this.#held.has(control) ? RELEASED_AT : PRESSED_AT;
    return this.#resting.has(index) && Math.abs(value) > threshold ? [control] : [];
  }
}
