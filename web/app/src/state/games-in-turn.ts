import { effect, untracked } from "@preact/signals";
import type { Model } from "edgeboy";
import { autosave } from "./autosave.js";
import { keepsNothing } from "./library.js";
import { discardMachine, machine, rewindSeconds } from "./machine.js";
import { type Beginning, begin } from "./opening.js";
import { settings } from "./preferences.js";
import { goTo, type Link, route } from "./route.js";
import { session } from "./session.js";
import { leaveLock, takeLock } from "./tab-lock.js";

/** Games are opened and left one after the other: what one has to save is safe before the next. */
let queue = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  // What fails says so itself; the next in the queue must have its turn in any case.
  queue = queue.then(work).catch(() => undefined);
  return queue;
}

/** For the game that the address is about to name. */
let next: Beginning = {};

/** Plays a game of the library, or the demo. */
export function play(id: string, beginning: Beginning = {}, link?: Link): void {
  next = beginning;
  goTo(id, link);
}

/** Opens and leaves games as the address says; call it once. */
export function followRoute(): void {
  effect(() => {
    const id = route.value.game;
    untracked(() => inTurn(() => follow(id)));
  });
}

async function follow(id: string | undefined): Promise<void> {
  if (session.peek() && session.peek()?.id !== id) {
    await leave();
  }
  // Who has gone on meanwhile does not wait for what they no longer want.
  if (id !== undefined && id === route.peek().game && id !== session.peek()?.id) {
    const beginning = next;
    next = {};
    takeLock(id);
    await begin(id, beginning);
  }
}

/** Ends the game; its progress is safe before the machine is used for anything else. */
async function leave(): Promise<void> {
  const now = session.peek();
  if (now?.phase === "stopped") {
    await discardMachine();
  } else if (now?.cartridge) {
    await machine.peek()?.gameBoy.pause();
    await autosave();
  }
  leaveLock();
  session.value = undefined;
}

/** Runs a game on another model from now on; `undefined` leaves the choice to the cartridge. */
export function setModel(id: string, model: Model | undefined): Promise<void> {
  const { [id]: _, ...others } = settings.peek().models;
  settings.value = { ...settings.peek(), models: model ? { ...others, [id]: model } : others };
  return inTurn(async () => {
    if (session.peek()?.cartridge) {
      await autosave();
      await begin(id, { fresh: true });
    }
  });
}

/** After the machine failed: goes on with a new one from the last automatic save. */
export function reopen(): Promise<void> {
  return inTurn(async () => {
    const id = session.peek()?.id;
    await discardMachine();
    if (id !== undefined) {
      await begin(id, {});
    }
  });
}

/** How far one can rewind is settled when a machine is made: with another wish, it is made anew. */
async function remake(): Promise<void> {
  const now = session.peek();
  await autosave();
  // Where the browser keeps nothing, the moment is handed over here.
  const handed = now?.cartridge && keepsNothing.peek();
  const state = handed ? await machine.peek()?.gameBoy.saveState() : undefined;
  await discardMachine();
  if (now?.cartridge) {
    await begin(now.id, state ? { state } : {});
  }
}

effect(() => {
  const made = machine.value;
  if (made && made.rewindSeconds !== rewindSeconds.value && !route.value.sheet) {
    untracked(() => inTurn(remake));
  }
});
