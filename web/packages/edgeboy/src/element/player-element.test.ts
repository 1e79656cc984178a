// @vitest-environment happy-dom
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EdgeBoyError } from "../errors.js";
import { EdgeBoyPlayer } from "../player.js";
import type { CartridgeInfo } from "../types.js";
import { FakeGameBoy } from "./fake-game-boy.js";

vi.mock("../game-boy.js", async () => ({
  GameBoy: (await import("./fake-game-boy.js")).FakeGameBoy,
}));

function make(html = '<edgeboy-player rom="game.gb"></edgeboy-player>'): EdgeBoyPlayer {
  const place = document.createElement("div");
  place.innerHTML = html;
  document.body.append(place);
  return place.querySelector("edgeboy-player") as EdgeBoyPlayer;
}

function inside<T extends HTMLElement = HTMLElement>(player: EdgeBoyPlayer, selector: string): T {
  return player.shadowRoot?.querySelector(selector) as T;
}

const button = (player: EdgeBoyPlayer, name: string): HTMLButtonElement =>
  inside(player, `[aria-label="${name}"]`);

const phase = (player: EdgeBoyPlayer): string | undefined => inside(player, ".frame").dataset.phase;

/** Lets everything happen that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
  }
}

function heard(player: EdgeBoyPlayer, ...types: string[]): [string, unknown][] {
  const events: [string, unknown][] = [];
  for (const type of types) {
    player.addEventListener(type, (event) => events.push([type, (event as CustomEvent).detail]));
  }
  return events;
}

async function playing(html?: string): Promise<EdgeBoyPlayer> {
  const player = make(html);
  await player.play();
  return player;
}

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

test("an autoplaying player asks for a click if sound is locked, and any click unlocks it", async () => {
  const player = make('<edgeboy-player rom="game.gb" autoplay></edgeboy-player>');
  await settle();
  expect(phase(player)).toBe("playing");
  FakeGameBoy.only.emit("sound", "locked");
  expect(inside(player, ".unlock").hidden).toBe(false);
  const plays = FakeGameBoy.only.plays;
  inside(player, ".screen").dispatchEvent(
    new Event("pointerdown", { bubbles: true, composed: true }),
  );
  expect(FakeGameBoy.only.plays).toBe(plays + 1);
  FakeGameBoy.only.emit("sound", "running");
  expect(inside(player, ".unlock").hidden).toBe(true);
});

test("volume and mute are attributes, whoever changes them", async () => {
  const player = await playing('<edgeboy-player rom="game.gb" volume="0.5"></edgeboy-player>');
  button(player, "Mute").click();
  expect([player.muted, FakeGameBoy.only.muted]).toEqual([true, true]);
  expect(inside<HTMLInputElement>(player, ".volume").value).toBe("0");
  player.muted = false;
  player.volume = 0.25;
  expect([FakeGameBoy.only.muted, FakeGameBoy.only.volume]).toEqual([false, 0.25]);
  const slider = inside<HTMLInputElement>(player, ".volume");
  expect(slider.value).toBe("0.25");
  slider.value = "0";
  slider.dispatchEvent(new Event("input"));
  expect([player.muted, player.volume]).toEqual([true, 0.25]);
});

test("palette and colors change while it plays", async () => {
  const player = await playing();
  player.palette = "amber";
  player.colors = "raw";
  await settle();
  expect(FakeGameBoy.only.looks).toEqual(["amber", "raw"]);
});

test("a state is saved, loaded and the load undone", async () => {
  const player = await playing();
  expect(button(player, "Load state").disabled).toBe(true);
  FakeGameBoy.only.state = 5;
  button(player, "Save state").click();
  await settle();
  expect(inside(player, ".message").textContent).toBe("State saved");
  FakeGameBoy.only.state = 6;
  button(player, "Load state").click();
  await settle();
  expect(FakeGameBoy.only.state).toBe(5);
  inside(player, ".message button").click();
  await settle();
  expect(FakeGameBoy.only.state).toBe(6);
});

test("states and battery saves outlive the player, unless storage is none", async () => {
  const stored = await playing();
  button(stored, "Save state").click();
  await settle();
  expect(FakeGameBoy.only.options.batteryStore).toBeDefined();
  const next = await playing();
  expect(button(next, "Load state").disabled).toBe(false);
  const apart = await playing('<edgeboy-player rom="game.gb" storage="none"></edgeboy-player>');
  expect(button(apart, "Load state").disabled).toBe(true);
  expect(FakeGameBoy.all.at(-1)?.options.batteryStore).toBeUndefined();
});

test("where the browser keeps nothing, the game is played and the player warned", async () => {
  vi.stubGlobal("indexedDB", undefined);
  const player = await playing();
  expect(phase(player)).toBe("playing");
  expect(inside(player, ".message").textContent).toContain("keeps no saves");
  vi.unstubAllGlobals();
});

function key(type: string, code: string, on: HTMLElement, value = code): void {
  const init = { code, key: value, bubbles: true, composed: true, cancelable: true };
  on.dispatchEvent(new KeyboardEvent(type, init));
}

test("keys are for the player that they are pressed in", async () => {
  const one = await playing();
  const two = await playing();
  key("keydown", "KeyX", inside(two, ".screen"));
  expect(FakeGameBoy.all.map(({ buttons }) => buttons)).toEqual([0, 16]);
  key("keydown", "KeyX", document.body);
  key("keydown", "KeyP", inside(one, ".screen"));
  await settle();
  expect(FakeGameBoy.all.map(({ status }) => status)).toEqual(["paused", "running"]);
});

test("held keys wind forward, slow down and back", async () => {
  const player = await playing();
  const screen = inside(player, ".screen");
  key("keydown", "Space", screen, " ");
  expect(FakeGameBoy.only.speed).toBe(4);
  expect(button(player, "Fast-forward while held").getAttribute("aria-pressed")).toBe("true");
  key("keyup", "Space", screen, " ");
  expect(FakeGameBoy.only.speed).toBe(1);
  key("keydown", "KeyE", screen);
  expect(FakeGameBoy.only.speed).toBe(0.5);
  key("keyup", "KeyE", screen);
  key("keydown", "KeyR", screen);
  expect(FakeGameBoy.only.rewinding).toBe(true);
  player.remove();
  await settle();
  expect(FakeGameBoy.only.rewinding).toBe(false);
});

test("the touch pad is there if it is asked for, and presses buttons", async () => {
  const player = await playing('<edgeboy-player rom="game.gb" controls="touch"></edgeboy-player>');
  const pad = inside(player, ".touch > div").shadowRoot as ShadowRoot;
  pad.querySelector<HTMLElement>("[aria-label=Start]")?.click();
  expect(FakeGameBoy.only.buttons).toBe(128);
  player.controls = "none";
  expect(inside(player, ".touch").childElementCount).toBe(0);
  expect(FakeGameBoy.only.buttons).toBe(0);
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
