import { effect, untracked } from "@preact/signals";
import { type CartridgeInfo, EdgeBoyError, type Model, mayResume } from "edgeboy";
import { autosave } from "./autosave.js";
import { DEMO } from "./demo.js";
import { addGame, games, library, refreshStorage, titleOf } from "./library.js";
import { discardMachine, type Machine, machine, theMachine } from "./machine.js";
import { settings } from "./preferences.js";
import { explain } from "./problems.js";
import { romOf } from "./roms.js";
import { goTo, type Link, route } from "./route.js";
import { endInProblem, session } from "./session.js";
import { resetTempo } from "./tempo.js";

/** How a game begins, if not where the player left it. */
export interface Beginning {
  /** At power-on, with its battery save. */
  fresh?: boolean;
  /** At this state. */
  state?: Uint8Array;
}

/** For the game that the address is about to name. */
let next: Beginning = {};

/** Plays a game of the library, or the demo. */
export function play(id: string, beginning: Beginning = {}, link?: Link): void {
  next = beginning;
  goTo(id, link);
}

/** Games are opened and left one after the other: what one has to save is safe before the next. */
let queue = Promise.resolve();

/** Opens and leaves games as the address says; call it once. */
export function followRoute(): void {
  effect(() => {
    const id = route.value.game;
    untracked(() => {
      queue = queue.then(() => follow(id));
    });
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
    await begin(id, beginning);
  }
}

async function begin(id: string, beginning: Beginning): Promise<void> {
  resetTempo();
  const opening = { id, cartridge: undefined, problem: undefined };
  session.value = { ...opening, phase: "opening" };
  try {
    const [made, rom] = await Promise.all([theMachine(), romOf(id)]);
    if (rom === undefined) {
      throw new EdgeBoyError("storage", "the game is not kept");
    }
    const cartridge = await load(made, id, rom, beginning);
    const isNew = navigator.userActivation?.hasBeenActive === false;
    session.value = { ...opening, cartridge, phase: isNew ? "waiting" : "running" };
    void keep(cartridge, rom);
  } catch (error) {
    endInProblem("failed", explain(error, titleOf(id)));
  }
}

async function load(
  { gameBoy }: Machine,
  id: string,
  rom: Uint8Array,
  { fresh, state }: Beginning,
): Promise<CartridgeInfo> {
  const cartridge = await gameBoy.load(rom, { model: settings.peek().models[id], state });
  if (id === DEMO.id) {
    DEMO.hash.value = cartridge.hash;
  }
  const left = fresh || state ? undefined : await whereLeft(cartridge.hash);
  if (left) {
    // A state of another version or model is refused: the game then begins with its battery save.
    await gameBoy.loadState(left).catch(() => undefined);
  }
  return cartridge;
}

/** The state to go on from, unless the battery save has newer progress. */
async function whereLeft(hash: string): Promise<Uint8Array | undefined> {
  const kept = await library();
  if (!kept) {
    return undefined;
  }
  const [slots, generations] = await Promise.all([kept.states(hash), kept.batteries.list(hash)]);
  const auto = slots.find(({ slot }) => slot === "auto");
  return auto && mayResume(auto, generations) ? kept.state(hash, "auto") : undefined;
}

/** Sees to it that the library knows the game, and that the browser does not clear it by itself. */
async function keep({ hash, title }: CartridgeInfo, rom: Uint8Array): Promise<void> {
  if (hash === DEMO.hash.peek()) {
    await addGame(rom, { hash, title: DEMO.title, fileName: DEMO.fileName });
  } else if (!games.peek()?.some((game) => game.hash === hash)) {
    await addGame(rom, { hash, title, fileName: `${title}.gb` });
  }
  await refreshStorage();
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
  session.value = undefined;
}

/** Runs a game on another model from now on; `undefined` leaves the choice to the cartridge. */
export async function setModel(id: string, model: Model | undefined): Promise<void> {
  const { [id]: _, ...others } = settings.peek().models;
  settings.value = { ...settings.peek(), models: model ? { ...others, [id]: model } : others };
  if (session.peek()?.cartridge) {
    await autosave();
    await begin(id, { fresh: true });
  }
}

/** After the machine failed, or to make one anew: goes on from the last automatic save. */
export async function reopen(): Promise<void> {
  const id = session.peek()?.id;
  await discardMachine();
  if (id !== undefined) {
    await begin(id, {});
  }
}
