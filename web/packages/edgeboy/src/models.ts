/** The names of the models. */
export const MODELS = [
  "dmg0",
  "dmg",
  "mgb",
  "sgb",
  "sgb2",
  "cgb0",
  "cgbb",
  "cgbc",
  "cgbd",
  "cgb",
  "agb",
] as const;

/**
 * The hardware: Game Boy (`dmg`; `dmg0` with its first CPU), Game Boy Pocket (`mgb`), Super Game Boy
 * and Super Game Boy 2 (`sgb`, `sgb2`), Game Boy Color (`cgb`; the others by an earlier revision of
 * their CPU), and the Game Boy Advance as a Game Boy Color (`agb`).
 */
export type Model = (typeof MODELS)[number];
