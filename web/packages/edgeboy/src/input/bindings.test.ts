import { expect, test } from "vitest";
import { actions } from "./actions.js";
import { conflicts, defaultBindings, parseBindings } from "./bindings.js";
import { gamepadLabel } from "./gamepad-labels.js";
import { canBindKey, keyLabel } from "./keys.js";

test("the default bindings are whole, without conflicts, and survive being written and read", () => {
  expect(conflicts(defaultBindings)).toEqual([]);
  expect(parseBindings(JSON.parse(JSON.stringify(defaultBindings)))).toEqual(defaultBindings);
  expect(Object.values(defaultBindings.keyboard).flat().every(canBindKey)).toBe(true);
});

test.each([
  undefined,
  null,
  5,
  "x",
  [],
  { keyboard: 1, gamepad: null },
  { keyboard: { a: "KeyQ" } },
])("%j reads as the default bindings", (json) => {
  expect(parseBindings(json)).toEqual(defaultBindings);
});

test("an action's controls are read without those that make no sense", () => {
  const bindings = parseBindings({
    keyboard: { a: ["KeyQ", "Escape", 7, "KeyQ", "<b>"], b: [], nonsense: ["KeyV"] },
    gamepad: { a: ["button5", "axis3-", "hat9up", "button", "axis0", "button-1"] },
  });
  expect(bindings.keyboard.a).toEqual(["KeyQ"]);
  expect(bindings.keyboard.b).toEqual([]);
  expect(bindings.gamepad.a).toEqual(["button5", "axis3-", "hat9up"]);
  expect(Object.keys(bindings.keyboard).sort()).toEqual([...actions].sort());
});

test("a default gives way to a key that was given to another action", () => {
  const bindings = parseBindings({ keyboard: { a: ["Space", "ArrowUp"] } });
  expect(bindings.keyboard["fast-forward"]).toEqual([]);
  expect(bindings.keyboard.up).toEqual(["KeyW"]);
  expect(conflicts(bindings)).toEqual([]);
});

test("a control bound twice is found, on either device", () => {
  const { keyboard, gamepad } = defaultBindings;
  const bindings = {
    keyboard: { ...keyboard, b: ["KeyX", "KeyX"], mute: ["KeyX"] },
    gamepad: { ...gamepad, pause: ["button9"] as const },
  };
  expect(conflicts(bindings)).toEqual([
    { device: "keyboard", control: "KeyX", actions: ["a", "b", "mute"] },
    { device: "gamepad", control: "button9", actions: ["start", "pause"] },
  ]);
});

test.each([
  ["KeyX", "X"],
  ["Digit4", "4"],
  ["ArrowLeft", "←"],
  ["ShiftRight", "Right Shift"],
  ["Numpad7", "Numpad 7"],
  ["NumpadAdd", "Numpad +"],
  ["F9", "F9"],
  ["Insert", "Insert"],
])("%s is called %s", (code, label) => {
  expect(keyLabel(code)).toBe(label);
});

test("the keyboard's own layout has the say", () => {
  const layout = new Map([
    ["KeyZ", "y"],
    ["Semicolon", "ö"],
    ["Space", " "],
  ]);
  expect(["KeyZ", "Semicolon", "Space", "KeyX"].map((code) => keyLabel(code, layout))).toEqual([
    "Y",
    "Ö",
    "Space",
    "X",
  ]);
});

test.each([
  ["button1", "Right button"],
  ["button12", "D-pad up"],
  ["button20", "Button 21"],
  ["axis1-", "Left stick up"],
  ["axis6+", "Axis 7 +"],
  ["hat9left", "D-pad left"],
] as const)("%s is called %s", (control, label) => {
  expect(gamepadLabel(control)).toBe(label);
});
