import type { BatteryGeneration, StateSlot } from "./types.js";

type State = Pick<StateSlot, "ram" | "serial">;
type Generation = Pick<BatteryGeneration, "ram" | "serial">;

/**
 * Whether a game may go on from a save state that was made on its own (the slot `auto`), or must
 * start with its battery save, because that holds progress which the state does not know.
 *
 * A state has the cartridge's RAM in it, so going on from an old one undoes every save since. Tabs
 * are killed between the two writes, other tabs write, people import. So the RAM decides, and the
 * order of saving only where it cannot:
 *
 * | the state's RAM | then |
 * |---|---|
 * | is that of the current battery save | go on |
 * | is that of an earlier battery save | the game has saved since: the battery save wins |
 * | was never stored, and the state came last | the tab was killed before the battery save was written: go on, the state has it |
 * | was never stored, and a battery save came last | another tab or an import wrote it: the battery save wins |
 * | is not known | go on only if no battery save came after |
 *
 * Take the battery save *before* the state if the game runs meanwhile: if it writes in between,
 * the state then counts as older than it is, which loses nothing.
 *
 * @param generations The game's battery saves, in any order.
 */
export function mayResume(state: State, generations: readonly Generation[]): boolean {
  const current = generations.reduce<Generation | undefined>(
    (newest, one) => (newest && newest.serial > one.serial ? newest : one),
    undefined,
  );
  if (!current || state.ram === current.ram) {
    return true;
  }
  const isEarlier = generations.some(({ ram }) => ram === state.ram);
  return !isEarlier && state.serial > current.serial;
}
