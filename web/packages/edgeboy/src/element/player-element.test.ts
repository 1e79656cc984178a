// @vitest-environment happy-dom
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EdgeBoyError } from "../errors.js";
import { EdgeBoyPlayer } from "../player.js";
import { FakeGameBoy } from "../testing/fake-game-boy.js";
import { button, heard, inside, make, phase, playing, settle } from "../testing/players.js";
import type { CartridgeInfo } from "../types.js";

vi.mock("../game-boy.js", async () => ({
  GameBoy: (await import("../testing/fake-game-boy.js")).FakeGameBoy,
}));

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  FakeGameBoy.reset();
});

afterEach(async () => {
  document.body.replaceChildren();
  await settle();
  vi.restoreAllMocks();
});

test("nothing is loaded until someone wants to play", async () => {
  const player = make('<edgeboy-player rom="game.gb" label="My game"></edgeboy-player>');
  await settle();
  expect(phase(player)).toBe("idle");
  expect(FakeGameBoy.all).toHaveLength(0);
  expect(inside(player, ".poster").getAttribute("aria-label")).toBe("Play My game");
});

test("a click on the button plays", async () => {
  const player = make();
  const events = heard(player, "load", "play", "pause");
  inside(player, ".poster").click();
  expect(phase(player)).toBe("loading");
  await settle();
  expect(phase(player)).toBe("playing");
  expect(inside(player, ".poster").hidden).toBe(true);
  expect(inside(player, ".screen").getAttribute("aria-label")).toBe("Game: FAKE");
  button(player, "Pause").click();
  await settle();
  expect(phase(player)).toBe("paused");
  expect(events).toEqual([
    ["load", FakeGameBoy.cartridge],
    ["play", null],
    ["pause", { reason: "asked" }],
  ]);
});

test("pointing at the button loads the game, so that the click starts it at once", async () => {
  const player = make();
  inside(player, ".poster").dispatchEvent(new Event("pointerenter"));
  await settle();
  expect(phase(player)).toBe("idle");
  expect(FakeGameBoy.only.status).toBe("paused");
  inside(player, ".poster").click();
  expect(FakeGameBoy.only.status).toBe("running");
});

test("what fails while it is prepared is not told, and tried again when it is asked for", async () => {
  FakeGameBoy.failure = new EdgeBoyError("network", "There is no such file.");
  const player = make();
  inside(player, ".poster").dispatchEvent(new Event("pointerenter"));
  await settle();
  expect(phase(player)).toBe("idle");
  FakeGameBoy.failure = undefined;
  await player.play();
  expect(phase(player)).toBe("playing");
});

test("at the load event the Game Boy is at hand", async () => {
  const player = make();
  let title: string | undefined;
  player.addEventListener("load", () => {
    title = player.gameBoy?.cartridge?.title;
  });
  await player.play();
  expect(title).toBe("FAKE");
});

test("an error is told in words, as an event and to the caller, and can be tried again", async () => {
  FakeGameBoy.failure = new EdgeBoyError("network", "There is no such file.");
  const player = make();
  const events = heard(player, "error");
  await expect(player.play()).rejects.toBe(FakeGameBoy.failure);
  expect(phase(player)).toBe("failed");
  expect(inside(player, ".failure p").textContent).toBe("There is no such file.");
  expect(events).toEqual([["error", FakeGameBoy.failure]]);
  expect(FakeGameBoy.all.every(({ status }) => status === "destroyed")).toBe(true);
  FakeGameBoy.failure = undefined;
  inside(player, ".failure button").click();
  await settle();
  expect(phase(player)).toBe("playing");
});

test("a crash takes the place of the picture, a save that was not stored does not", async () => {
  const player = await playing();
  FakeGameBoy.only.emit("error", new EdgeBoyError("storage", "The disk is full."));
  expect(phase(player)).toBe("playing");
  expect(inside(player, ".message").textContent).toBe("The disk is full.");
  FakeGameBoy.only.emit("error", new EdgeBoyError("crashed", "The emulator failed."));
  FakeGameBoy.only.emit("pause", { reason: "asked" });
  expect(phase(player)).toBe("failed");
  expect(inside(player, ".failure").textContent).toContain("The emulator failed.");
});

test("moved within the page, the game goes on", async () => {
  const player = await playing();
  const { gameBoy } = player;
  document.body.prepend(player);
  await settle();
  expect(player.gameBoy).toBe(gameBoy);
  expect(gameBoy?.status).toBe("running");
});

test("taken off the page, nothing is left, and put back it can be played again", async () => {
  const player = await playing();
  const first = FakeGameBoy.only;
  player.remove();
  await settle();
  expect(first.status).toBe("destroyed");
  expect(player.gameBoy).toBeUndefined();
  document.body.append(player);
  expect(phase(player)).toBe("idle");
  await player.play();
  expect(FakeGameBoy.all).toHaveLength(2);
  expect(FakeGameBoy.all[1]?.canvas).not.toBe(first.canvas);
});

test("taken off the page while it loads, nothing is left and nothing is told", async () => {
  const player = make();
  const events = heard(player, "load", "error");
  const played = player.play();
  player.remove();
  await expect(played).rejects.toMatchObject({ name: "AbortError" });
  await settle();
  expect(FakeGameBoy.all.every(({ status }) => status === "destroyed")).toBe(true);
  expect(events).toEqual([]);
});

test("another ROM and model, set together, are one change of game", async () => {
  const player = await playing();
  player.rom = "other.gb";
  player.model = "cgb";
  await settle();
  expect(FakeGameBoy.all.map(({ status }) => status)).toEqual(["destroyed", "running"]);
  expect(FakeGameBoy.all[1]?.loaded).toMatchObject(["other.gb", { model: "cgb" }]);
});

test("the next game waits until the one before has saved", async () => {
  const player = await playing();
  let finish = (): void => {};
  vi.spyOn(FakeGameBoy.only, "destroy").mockReturnValue(
    new Promise((resolve) => {
      finish = resolve;
    }),
  );
  player.remove();
  await settle();
  document.body.append(player);
  const played = player.play();
  await settle();
  expect(FakeGameBoy.all).toHaveLength(1);
  finish();
  await played;
  expect(FakeGameBoy.all).toHaveLength(2);
});

test("a game from anywhere is loaded in place of the attribute's and stays paused", async () => {
  const player = make();
  const bytes = new Uint8Array(3);
  const info: CartridgeInfo = await player.load(bytes, { model: "dmg" });
  expect(info.title).toBe("FAKE");
  expect(FakeGameBoy.only.loaded).toMatchObject([bytes, { model: "dmg" }]);
  expect(FakeGameBoy.only.status).toBe("paused");
  expect(phase(player)).toBe("idle");
});

test("without a game there are words for it", async () => {
  const player = make("<edgeboy-player></edgeboy-player>");
  await expect(player.play()).rejects.toMatchObject({ code: "empty" });
  expect(inside(player, ".failure").textContent).toContain("rom");
});

test("properties that were set before the element was known count", () => {
  const early = document.createElement("early-player");
  Object.assign(early, { rom: "early.gb", muted: true, volume: 0.5 });
  document.body.append(early);
  customElements.define("early-player", class extends EdgeBoyPlayer {});
  const player = document.querySelector("early-player") as EdgeBoyPlayer;
  expect([player.getAttribute("rom"), player.muted, player.volume]).toEqual([
    "early.gb",
    true,
    0.5,
  ]);
});

test("the element is defined once, however often it is imported", async () => {
  expect(customElements.get("edgeboy-player")).toBe(EdgeBoyPlayer);
});
