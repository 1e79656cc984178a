import { expect, test } from "vitest";
import { PadReader, type PadReading } from "./gamepad-controls.js";

function pad(axes: number[], ...pressed: number[]): PadReading {
  const buttons = Array.from({ length: 17 }, (_, index) => ({
    pressed: pressed.includes(index),
    value: pressed.includes(index) ? 1 : 0,
  }));
  return { axes, buttons };
}

test("buttons and both ways of an axis", () => {
  const reader = new PadReader();
  reader.read(pad([0, 0]));
  expect([...reader.read(pad([-1, 0.7], 1, 9))]).toEqual([
    "button1",
    "button9",
    "axis0-",
    "axis1+",
  ]);
});

test("a trigger counts from half-way even if the browser does not call it pressed", () => {
  const reader = new PadReader();
  const buttons = [{ pressed: false, value: 0.6 }];
  expect([...reader.read({ axes: [], buttons })]).toEqual(["button0"]);
});

test("small deflections do nothing, and a held stick does not flutter at the edge", () => {
  const reader = new PadReader();
  const readings = [0, 0.3, 0.49, 0.55, 0.45, 0.39, 0.45].map((x) => reader.read(pad([x])).size);
  expect(readings).toEqual([0, 0, 0, 1, 1, 0, 0]);
});

test("a trigger on an axis that rests at its end is not a direction", () => {
  const reader = new PadReader();
  expect(reader.read(pad([0, 0, -1])).size).toBe(0);
  expect(reader.read(pad([0, 0, -1])).size).toBe(0);
});

test("a hat on an axis is a d-pad with eight directions", () => {
  const reader = new PadReader();
  const at = (value: number): string => {
    const axes = Array.from({ length: 10 }, () => 0);
    axes[9] = value;
    return [...reader.read(pad(axes))].map((control) => control.slice(4)).join(" ");
  };
  expect(at(1.2857)).toBe("");
  const positions = Array.from({ length: 8 }, (_, index) => at(-1 + (index * 2) / 7));
  expect(positions).toEqual([
    "up",
    "up right",
    "right",
    "right down",
    "down",
    "down left",
    "left",
    "left up",
  ]);
  expect(at(1.2857)).toBe("");
  expect(at(3.2857)).toBe("");
});
