import { expect, test } from "vitest";
import { mayResume } from "./resume.js";

const earlier = { ram: "a", serial: 1 };
const current = { ram: "b", serial: 5 };

test.each([
  ["a game that never saves", { ram: undefined, serial: 1 }, [], true],
  [
    "the RAM is that of the current save, which was written after",
    { ram: "b", serial: 3 },
    [earlier, current],
    true,
  ],
  [
    "the RAM is that of the current save, which was written before",
    { ram: "b", serial: 9 },
    [earlier, current],
    true,
  ],
  [
    "the game saved after, and the tab was killed before the next state",
    { ram: "a", serial: 3 },
    [earlier, current],
    false,
  ],
  [
    "the game saved while the state was on its way to the disk",
    { ram: "a", serial: 9 },
    [earlier, current],
    false,
  ],
  [
    "the tab was killed before the last save was written",
    { ram: "c", serial: 9 },
    [earlier, current],
    true,
  ],
  ["an import or another tab wrote a save", { ram: "c", serial: 3 }, [earlier, current], false],
  ["a state of unknown RAM, then nothing", { ram: undefined, serial: 9 }, [earlier, current], true],
  ["a state of unknown RAM, then a save", { ram: undefined, serial: 3 }, [earlier, current], false],
] as const)("%s", (_, state, generations, expected) => {
  expect(mayResume(state, generations)).toBe(expected);
  expect(mayResume(state, [...generations].reverse())).toBe(expected);
});
