import type { Model } from "edgeboy";

/** The models that a player can choose, one of each family, and what they are called. */
export const MODELS: readonly (readonly [model: Model, words: string])[] = [
  ["dmg", "Game Boy"],
  ["mgb", "Pocket"],
  ["sgb", "Super"],
  ["cgb", "Color"],
  ["agb", "Advance"],
];
