import { signal } from "@preact/signals";
import type { CartridgeInfo } from "edgeboy";
import type { Problem } from "./problems.js";

/**
 * How it stands with the game that is played.
 *
 * - `opening`: it is being loaded.
 * - `waiting`: it is loaded, and waits for the player's first click, without which there is no sound.
 * - `running`: it runs, or would if no sheet were open.
 * - `paused`: the player paused it.
 * - `failed`: it could not be opened.
 * - `stopped`: it cannot go on.
 */
export type Phase = "opening" | "waiting" | "running" | "paused" | "failed" | "stopped";

/** The game that is played. */
export interface Session {
  /** Its id in addresses: the ROM's SHA-256, or `demo`. */
  id: string;
  phase: Phase;
  /** What the cartridge says, once it is loaded. */
  cartridge: CartridgeInfo | undefined;
  /** Whether it goes on from where the player left it. */
  isResumed: boolean;
  /** Why it failed or stopped. */
  problem: Problem | undefined;
}

/** The game that is played, if one is. */
export const session = signal<Session | undefined>(undefined);

/** Pauses a running game, and lets a paused one go on. */
export function togglePause(): void {
  const now = session.value;
  if (now?.phase === "running") {
    session.value = { ...now, phase: "paused" };
  } else if (now?.phase === "paused" || now?.phase === "waiting") {
    session.value = { ...now, phase: "running" };
  }
}

/** Says that the game could not be opened, or cannot go on. */
export function endInProblem(phase: "failed" | "stopped", problem: Problem): void {
  const now = session.peek();
  if (now) {
    session.value = { ...now, phase, problem };
  }
}
