// @vitest-environment happy-dom
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "../player.js";
import { FakeGameBoy } from "../testing/fake-game-boy.js";
import { button, inside, make, phase, playing, settle } from "../testing/players.js";

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
  pad.querySelector<HTMLElement>(".start")?.click();
  expect(FakeGameBoy.only.buttons).toBe(128);
  player.volume = 0.5;
  FakeGameBoy.only.emit("speed", 2);
  expect(FakeGameBoy.only.buttons).toBe(128);
  player.controls = "none";
  expect(inside(player, ".touch").childElementCount).toBe(0);
  expect(FakeGameBoy.only.buttons).toBe(0);
});
