import { type Action, actions } from "./actions.js";
import { type GamepadControl, isGamepadControl } from "./gamepad-controls.js";
import { canBindKey } from "./keys.js";

/** Which keys and gamepad controls do what. Plain data: `JSON.stringify` writes it. */
export interface Bindings {
  /** `KeyboardEvent.code`s, such as `KeyX`. */
  readonly keyboard: Readonly<Record<Action, readonly string[]>>;
  readonly gamepad: Readonly<Record<Action, readonly GamepadControl[]>>;
}

/** One control that is bound to several actions. */
export interface BindingConflict {
  readonly device: keyof Bindings;
  /** A key's code or a {@link GamepadControl}. */
  readonly control: string;
  readonly actions: readonly Action[];
}

/**
 * Arrows or WASD with X and Z or K and J; gamepads by place, so that A is to the right of B as on
 * a Game Boy. Beside the standard layout's d-pad, sticks and hats steer.
 */
export const defaultBindings: Bindings = {
  keyboard: {
    up: ["ArrowUp", "KeyW"],
    down: ["ArrowDown", "KeyS"],
    left: ["ArrowLeft", "KeyA"],
    right: ["ArrowRight", "KeyD"],
    a: ["KeyX", "KeyK"],
    b: ["KeyZ", "KeyJ"],
    start: ["Enter"],
    select: ["Backspace", "ShiftRight"],
    rewind: ["KeyR"],
    "fast-forward": ["Space"],
    "slow-motion": ["KeyE"],
    pause: ["KeyP"],
    "frame-step": ["Period"],
    "save-state": ["F2"],
    "load-state": ["F4"],
    screenshot: ["F9"],
    fullscreen: ["KeyF"],
    mute: ["KeyM"],
  },
  gamepad: {
    up: ["button12", "axis1-", "hat9up"],
    down: ["button13", "axis1+", "hat9down"],
    left: ["button14", "axis0-", "hat9left"],
    right: ["button15", "axis0+", "hat9right"],
    a: ["button1", "button3"],
    b: ["button0", "button2"],
    start: ["button9"],
    select: ["button8"],
    rewind: ["button6"],
    "fast-forward": ["button7"],
    "slow-motion": ["button4"],
    pause: [],
    "frame-step": [],
    "save-state": [],
    "load-state": [],
    screenshot: [],
    fullscreen: [],
    mute: [],
  },
};

/**
 * Reads bindings that were kept somewhere, whatever has become of them. An action that is missing or
 * makes no sense gets its default controls, except for those that another action has by now.
 */
export function parseBindings(json: unknown): Bindings {
  const { keyboard, gamepad } = record(json);
  return {
    keyboard: parseDevice(keyboard, defaultBindings.keyboard, canBindKey),
    gamepad: parseDevice(gamepad, defaultBindings.gamepad, isGamepadControl),
  };
}

/** The controls that do more than one thing. */
export function conflicts(bindings: Bindings): BindingConflict[] {
  return (["keyboard", "gamepad"] as const).flatMap((device) => {
    const bound = new Map<string, Action[]>();
    for (const action of actions) {
      for (const control of new Set<string>(bindings[device][action])) {
        bound.set(control, [...(bound.get(control) ?? []), action]);
      }
    }
    return [...bound]
      .filter(([, those]) => those.length > 1)
      .map(([control, those]) => ({ device, control, actions: those }));
  });
}

function parseDevice<Control extends string>(
  value: unknown,
  defaults: Readonly<Record<Action, readonly Control[]>>,
  isControl: (value: unknown) => value is Control,
): Record<Action, Control[]> {
  const given = record(value);
  const parsed: Partial<Record<Action, Control[]>> = {};
  for (const action of actions) {
    const controls = given[action];
    if (Array.isArray(controls)) {
      parsed[action] = [...new Set(controls.filter(isControl))];
    }
  }
  const taken = new Set(Object.values(parsed).flat());
  const entries = actions.map((action) => [
    action,
    parsed[action] ?? defaults[action].filter((control) => !taken.has(control)),
  ]);
  return Object.fromEntries(entries);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
