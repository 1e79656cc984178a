import { signal } from "@preact/signals";
import type { BatteryGeneration, StateSlot } from "edgeboy";
import { library } from "./library.js";

/** What is saved of one game. */
export interface Saves {
  hash: string;
  states: StateSlot[];
  /** The current one first. */
  batteries: BatteryGeneration[];
}

/** The saves of the game that is looked at. */
export const saves = signal<Saves | undefined>(undefined);

/** Keeps {@link saves} up to date for this game, until what it returns is called. */
export function watchSaves(hash: string): () => void {
  saves.value = undefined;
  let isOver = false;
  let remove: (() => void) | undefined;
  const read = async () => {
    const kept = await library();
    if (kept) {
      const [states, batteries] = await Promise.all([kept.states(hash), kept.batteries.list(hash)]);
      if (!isOver) {
        saves.value = { hash, states, batteries };
      }
    } else {
      saves.value = { hash, states: [], batteries: [] };
    }
    return kept;
  };
  void read().then((kept) => {
    if (!isOver) {
      remove = kept?.onChange(() => void read());
    }
  });
  return () => {
    isOver = true;
    remove?.();
  };
}
