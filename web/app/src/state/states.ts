import { EdgeBoyError, type GameBoy, type GameLibrary } from "edgeboy";
import { attempt } from "./attempt.js";
import { DEMO } from "./demo.js";
import { download, fileName, pickFiles } from "./files.js";
import { play } from "./games-in-turn.js";
import { keepsNothing, library } from "./library.js";
import { machine } from "./machine.js";
import { closeSheet } from "./route.js";
import { session } from "./session.js";
import { say } from "./toasts.js";

/** The slots that a player fills. */
export const SLOTS = ["1", "2", "3", "4", "5", "6", "7", "8"] as const;

/** The slot that the keys use: the one used last. */
let lastSlot: string = SLOTS[0];

/** What a slot is called. */
export function slotName(slot: string): string {
  switch (slot) {
    case "auto":
      return "Where you left";
    case "undo":
      return "Before the last load";
    default:
      return `Slot ${slot}`;
  }
}

/** The game that is played. */
function running(): { gameBoy: GameBoy; hash: string } {
  const gameBoy = machine.peek()?.gameBoy;
  const hash = session.peek()?.cartridge?.hash;
  if (!gameBoy || !hash) {
    throw new EdgeBoyError("empty", "No game is running.");
  }
  return { gameBoy, hash };
}

/** The library to keep states in. */
async function keeper(): Promise<GameLibrary> {
  const kept = await library();
  if (!kept) {
    throw new EdgeBoyError("storage", "The browser keeps nothing for this page.");
  }
  return kept;
}

/** Puts the moment into a slot; what was there before is gone. */
export function saveTo(slot = lastSlot): Promise<void> {
  return attempt("The save state", async () => {
    await put(slot);
    lastSlot = slot;
    say(`Saved in slot ${slot}`, { icon: "check" });
  });
}

async function put(slot: string): Promise<void> {
  const { gameBoy, hash } = running();
  const kept = await keeper();
  const battery = await gameBoy.battery();
  const [bytes, picture] = await Promise.all([gameBoy.saveState(), gameBoy.screenshot()]);
  await kept.putState(hash, slot, { bytes, picture, ...(battery && { battery }) });
}

/** Goes on from the state in a slot. The moment before is kept, and can be gone back to. */
export function loadFrom(slot = lastSlot): Promise<void> {
  return attempt("The save state", async () => {
    const { gameBoy, hash } = running();
    const kept = await keeper();
    const bytes = await kept.state(hash, slot);
    if (!bytes) {
      say(`Slot ${slot} is empty`, { icon: "info" });
      return;
    }
    const undoable = await keepForUndo();
    await gameBoy.loadState(bytes);
    if (slot !== "auto" && slot !== "undo") {
      lastSlot = slot;
    }
    closeSheet();
    say(`Loaded: ${slotName(slot).toLowerCase()}`, { icon: "check", ...undoable });
  });
}

/** Goes back to the moment before the last load or start over. */
export function undo(): Promise<void> {
  return attempt("The save state", async () => {
    const { gameBoy, hash } = running();
    const kept = await keeper();
    const bytes = await kept.state(hash, "undo");
    if (bytes) {
      await gameBoy.loadState(bytes);
      say("Undone", { icon: "undo" });
    }
  });
}

/** Keeps the moment, and says how to go back to it, if the browser keeps anything at all. */
async function keepForUndo(): Promise<{ action?: { label: string; run: () => void } }> {
  if (keepsNothing.peek()) {
    return {};
  }
  await put("undo");
  return { action: { label: "Undo", run: () => void undo() } };
}

/** Switches the Game Boy off and on; the moment before is kept. */
export function startOver(): Promise<void> {
  return attempt("The game", async () => {
    const { gameBoy } = running();
    const undoable = await keepForUndo();
    await gameBoy.reset();
    const now = session.peek();
    if (now) {
      session.value = { ...now, phase: "running" };
    }
    closeSheet();
    say("Started over", { icon: "restart", ...undoable });
  });
}

/** Plays a game that does not run yet from the state in a slot. */
export function playFrom(hash: string, slot: string): Promise<void> {
  return attempt("The save state", async () => {
    const state = await (await library())?.state(hash, slot);
    play(hash === DEMO.hash.peek() ? DEMO.id : hash, state ? { state } : {});
  });
}

/** Gives the player a state as a file, which the headless program reads as well. */
export function exportState(hash: string, title: string, slot: string): Promise<void> {
  return attempt("The save state", async () => {
    const bytes = await (await library())?.state(hash, slot);
    if (bytes) {
      download(bytes.slice(), `${fileName(title)} - ${slotName(slot).toLowerCase()}.state`);
    }
  });
}

/** Puts a state from a file into a slot, if it is one of this game. */
export async function importState(slot: string): Promise<void> {
  const [file] = await pickFiles(".state");
  if (file) {
    await attempt(file.name, () => takeState(file, slot));
  }
}

async function takeState(file: File, slot: string): Promise<void> {
  const { gameBoy } = running();
  const before = await gameBoy.saveState();
  // The machine itself knows best whether it can go on from this state, and what it looks like.
  await gameBoy.loadState(new Uint8Array(await file.arrayBuffer()));
  try {
    await put(slot);
  } finally {
    await gameBoy.loadState(before);
  }
  say(`Put into slot ${slot}`, { icon: "check" });
}

/** Goes on from a state in a file; the moment before is kept. */
export function loadStateFile(file: File): Promise<void> {
  return attempt(file.name, async () => {
    const { gameBoy } = running();
    const bytes = new Uint8Array(await file.arrayBuffer());
    const undoable = await keepForUndo();
    await gameBoy.loadState(bytes);
    say("Loaded", { icon: "check", ...undoable });
  });
}

/** Empties a slot. */
export function deleteState(hash: string, slot: string): Promise<void> {
  return attempt("The save state", async () => {
    const kept = await library();
    const bytes = await kept?.state(hash, slot);
    const was = (await kept?.states(hash))?.find((one) => one.slot === slot);
    await kept?.deleteState(hash, slot);
    if (kept && bytes && was) {
      const { picture, frame } = was;
      const putBack = () => void kept.putState(hash, slot, { bytes, picture, frame });
      say(`Slot ${slot} is empty now`, { icon: "trash", action: { label: "Undo", run: putBack } });
    }
  });
}
