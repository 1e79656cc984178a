import { expect, it } from "vitest";

import { BUTTON_BITS, ButtonMixer } from "./buttons.js";

const { right, left, up, down, a, b, start } = BUTTON_BITS;

it("holds what any source holds", () => {
  const mixer = new ButtonMixer();
  expect(mixer.set("keyboard", a | start)).toBe(a | start);
  expect(mixer.set("gamepad", a | b)).toBe(a | b | start);
  expect(mixer.set("keyboard", 0)).toBe(a | b);
  expect(mixer.of("keyboard")).toBe(0);
  expect(mixer.of("gamepad")).toBe(a | b);
});

it("lets the direction win that was pressed last, and the other come back", () => {
  const mixer = new ButtonMixer();
  mixer.set("keyboard", left | up);
  expect(mixer.set("keyboard", left | right | up)).toBe(right | up);
  expect(mixer.set("keyboard", left | up)).toBe(left | up);
  expect(mixer.set("gamepad", down)).toBe(left | down);
  expect(mixer.set("gamepad", 0)).toBe(left | up);
});

it("lets opposite directions cancel each other that come at once", () => {
  const mixer = new ButtonMixer();
  expect(mixer.set("pad", left | right | a)).toBe(a);
  expect(mixer.set("pad", left | a)).toBe(left | a);
});

it("ignores bits that are no buttons", () => {
  expect(new ButtonMixer().set("pad", 0x1ff10)).toBe(0x10);
  expect(new ButtonMixer().set("pad", 256)).toBe(0);
});
