// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defaultBindings } from "./bindings.js";
import { GamepadInput, type GamepadOptions } from "./gamepad-input.js";

const right = 1;
const a = 16;

interface FakePad {
  index: number;
  id: string;
  mapping: string;
  connected: boolean;
  axes: number[];
  buttons: { pressed: boolean; value: number }[];
  vibrationActuator?: { playEffect: () => Promise<string>; reset: () => Promise<string> };
}

let pads: (FakePad | null)[] = [];
let bits = 0;
let frames: (() => void)[] = [];
let hasFocus = true;
const commands: string[] = [];
let input: GamepadInput | undefined;

function attach(options: Partial<GamepadOptions> = {}): GamepadInput {
  const target = {
    setButtons(held: number): void {
      bits = held;
    },
  };
  input = new GamepadInput(target, {
    bindings: defaultBindings,
    onAction: (command, pressed) => commands.push(`${command} ${pressed ? "down" : "up"}`),
    ...options,
  });
  return input;
}

function connect(index: number, mapping = "standard"): FakePad {
  const buttons = Array.from({ length: 17 }, () => ({ pressed: false, value: 0 }));
  const pad = { index, id: `pad ${index}`, mapping, connected: true, axes: [0, 0, 0, 0], buttons };
  pads[index] = pad;
  window.dispatchEvent(Object.assign(new Event("gamepadconnected"), { gamepad: pad }));
  return pad;
}

function disconnect(pad: FakePad): void {
  pads[pad.index] = null;
  pad.connected = false;
  window.dispatchEvent(Object.assign(new Event("gamepaddisconnected"), { gamepad: pad }));
}

function press(pad: FakePad, button: number, pressed = true): void {
  pad.buttons[button] = { pressed, value: pressed ? 1 : 0 };
  frame();
}

function frame(): void {
  const due = frames;
  frames = [];
  for (const run of due) {
    run();
  }
}

beforeEach(() => {
  pads = [];
  bits = 0;
  frames = [];
  hasFocus = true;
  commands.length = 0;
  Object.assign(navigator, { getGamepads: () => pads });
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => frames.push(run));
  vi.stubGlobal("cancelAnimationFrame", () => {
    frames = [];
  });
  vi.spyOn(document, "hasFocus").mockImplementation(() => hasFocus);
});

afterEach(() => {
  input?.detach();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("nothing is looked at while there is no gamepad", () => {
  attach();
  expect(frames).toHaveLength(0);
  const pad = connect(0);
  expect(frames).toHaveLength(1);
  disconnect(pad);
  frame();
  expect(frames).toHaveLength(0);
});

test("buttons, stick and commands", () => {
  attach();
  const pad = connect(0);
  press(pad, 1);
  pad.axes[0] = 1;
  frame();
  expect(bits).toBe(right | a);
  press(pad, 7);
  press(pad, 7, false);
  expect(commands).toEqual(["fast-forward down", "fast-forward up"]);
  press(pad, 1, false);
  expect(bits).toBe(right);
});

test("a gamepad that was there before plays as well", () => {
  const pad = connect(0);
  attach();
  press(pad, 1);
  expect(bits).toBe(a);
});

test("every gamepad plays, or the chosen one alone", () => {
  const gamepads = attach();
  const first = connect(0);
  const second = connect(1, "");
  press(second, 1);
  expect(bits).toBe(a);
  press(second, 1, false);
  gamepads.player = 0;
  press(second, 1);
  expect(bits).toBe(0);
  press(first, 15);
  expect(bits).toBe(right);
  expect(gamepads.pads()).toEqual([
    { index: 0, name: "pad 0", isStandard: true },
    { index: 1, name: "pad 1", isStandard: false },
  ]);
});

test("gamepads that come and go are told", () => {
  const counts: number[] = [];
  attach({ onPadsChange: (list) => counts.push(list.length) });
  disconnect(connect(0));
  expect(counts).toEqual([1, 0]);
});

test.each<[string, (pad: FakePad) => void]>([
  ["the gamepad is unplugged", disconnect],
  ["the window loses the focus", () => window.dispatchEvent(new Event("blur"))],
  ["the page is hidden", () => document.dispatchEvent(new Event("visibilitychange"))],
  ["it is switched off", () => Object.assign(input ?? {}, { enabled: false })],
  ["another gamepad is chosen", () => Object.assign(input ?? {}, { player: 3 })],
  ["the bindings change", () => Object.assign(input ?? {}, { bindings: defaultBindings })],
  ["it is detached", () => input?.detach()],
])("nothing sticks when %s", (_, lose) => {
  attach();
  const pad = connect(0);
  press(pad, 1);
  press(pad, 7);
  expect(bits).toBe(a);
  lose(pad);
  expect(bits).toBe(0);
  expect(commands).toEqual(["fast-forward down", "fast-forward up"]);
});

test("what was held when the focus went counts again only after it was let go", () => {
  attach();
  const pad = connect(0);
  press(pad, 1);
  window.dispatchEvent(new Event("blur"));
  hasFocus = false;
  frame();
  press(pad, 15);
  expect(bits).toBe(0);
  hasFocus = true;
  frame();
  expect(bits).toBe(0);
  press(pad, 1, false);
  press(pad, 1);
  expect(bits).toBe(a);
});

test("a control to bind is the next one pressed, and it does not reach the game", async () => {
  const gamepads = attach();
  const pad = connect(0);
  press(pad, 3);
  const captured = gamepads.capture();
  frame();
  expect(bits).toBe(0);
  press(pad, 1);
  await expect(captured).resolves.toBe("button1");
  frame();
  expect(bits).toBe(0);
  press(pad, 1, false);
  press(pad, 1);
  expect(bits).toBe(a);
});

test("a capture can be given up", async () => {
  const gamepads = attach();
  const pad = connect(0);
  const giveUp = new AbortController();
  const captured = gamepads.capture({ signal: giveUp.signal });
  giveUp.abort();
  await expect(captured).rejects.toMatchObject({ name: "AbortError" });
  press(pad, 1);
  expect(bits).toBe(a);
});

test("it rumbles where it can", () => {
  const gamepads = attach();
  const playEffect = vi.fn(async () => "complete");
  const reset = vi.fn(async () => "complete");
  connect(0);
  Object.assign(connect(1), { vibrationActuator: { playEffect, reset } });
  gamepads.rumble(true);
  expect(playEffect).toHaveBeenCalledOnce();
  gamepads.rumble(false);
  expect(reset).toHaveBeenCalledOnce();
});

test("a page that may not use gamepads goes without", () => {
  Object.assign(navigator, {
    getGamepads: () => {
      throw new DOMException("no", "SecurityError");
    },
  });
  expect(attach().pads()).toEqual([]);
});
