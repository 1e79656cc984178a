import { type CartridgeInfo, EdgeBoyError, type GameBoy, mayResume } from "edgeboy";
import { DEMO } from "./demo.js";
import { addGame, games, library, refreshStorage, titleOf } from "./library.js";
import { type Machine, theMachine } from "./machine.js";
import { settings } from "./preferences.js";
import { explain } from "./problems.js";
import { romOf } from "./roms.js";
import { endInProblem, session } from "./session.js";
import { resetTempo } from "./tempo.js";

/** How a game begins, if not where the player left it. */
export interface Beginning {
  /** At power-on, with its battery save. */
  fresh?: boolean;
  /** At this state. */
  state?: Uint8Array;
}

/** Opens a game and lets it run. Only one may be opened at a time: see `games-in-turn.ts`. */
export async function begin(id: string, beginning: Beginning): Promise<void> {
  performance.mark("edgeboy:open");
  resetTempo();
  const opening = { id, cartridge: undefined, isResumed: false, problem: undefined };
  session.value = { ...opening, phase: "opening" };
  try {
    const [made, rom] = await Promise.all([theMachine(), romOf(id)]);
    if (rom === undefined) {
      throw new EdgeBoyError("storage", "the game is not kept");
    }
    const { gameBoy } = made;
    const model = settings.peek().models[id];
    const cartridge = await gameBoy.load(rom, { model, state: beginning.state });
    if (id === DEMO.id) {
      DEMO.hash.value = cartridge.hash;
    }
    const isResumed = await goOn(gameBoy, cartridge.hash, beginning);
    const isNew = navigator.userActivation?.hasBeenActive === false;
    session.value = { ...opening, cartridge, isResumed, phase: isNew ? "waiting" : "running" };
    measureStart(made);
    void keep(cartridge, rom);
  } catch (error) {
    endInProblem("failed", explain(error, titleOf(id)));
  }
}

/**
 * Goes on from where the player left, unless the battery save has newer progress; returns whether it
 * did. With another beginning, where the player left is kept as what can be gone back to.
 */
async function goOn(gameBoy: GameBoy, hash: string, { fresh, state }: Beginning): Promise<boolean> {
  const kept = await library();
  const auto = (await kept?.states(hash))?.find(({ slot }) => slot === "auto");
  const bytes = auto && (await kept?.state(hash, "auto"));
  if (!kept || !auto || !bytes) {
    return false;
  }
  if (fresh || state) {
    const { picture, frame } = auto;
    await kept.putState(hash, "undo", { bytes, picture, frame });
    return false;
  }
  if (!mayResume(auto, await kept.batteries.list(hash))) {
    return false;
  }
  try {
    await gameBoy.loadState(bytes);
    return true;
  } catch {
    // A state of another version or model: the game begins with its battery save.
    return false;
  }
}

/** How long it takes from the click to the first picture: `edgeboy:start` in the page's measures. */
function measureStart({ gameBoy }: Machine): void {
  const remove = gameBoy.on("frame", () => {
    remove();
    performance.measure("edgeboy:start", "edgeboy:open");
  });
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
