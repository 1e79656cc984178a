import { type CartridgeInfo, EdgeBoyError, mayResume } from "edgeboy";
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
    measureStart(made);
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
