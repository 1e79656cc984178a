// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { formatRoute, parseRoute } from "./route.js";

describe("the address", () => {
  it.each([
    ["", undefined, undefined],
    ["#/", undefined, undefined],
    ["#/play/demo", "demo", undefined],
    ["#/play/demo/saves", "demo", { name: "saves", about: undefined }],
    ["#/settings/sound", undefined, { name: "settings", about: "sound" }],
    ["#/play/ab12/settings/controls", "ab12", { name: "settings", about: "controls" }],
    ["#/nonsense/x", undefined, undefined],
    ["#/play", undefined, undefined],
  ])("%j is understood", (hash, game, sheet) => {
    expect(parseRoute("", hash)).toEqual({ link: undefined, game, sheet });
  });

  it("can name a game on the web", () => {
    const rom = "https://example.org/a game.gb?x=1&y=2";
    expect(parseRoute(`?rom=${encodeURIComponent(rom)}`, "")).toEqual({
      link: { rom, state: undefined },
      game: undefined,
      sheet: undefined,
    });
    expect(parseRoute("?rom=", "").link).toBeUndefined();
  });

  it("is written as it is read", () => {
    for (const address of [
      "#/",
      "#/play/demo",
      "#/play/demo/saves",
      "#/game/ab12",
      "?rom=a.gb#/",
      "?rom=a.gb&state=a.state#/play/ab12",
    ]) {
      const at = address.indexOf("#");
      expect(formatRoute(parseRoute(address.slice(0, at), address.slice(at)))).toBe(address);
    }
  });
});
