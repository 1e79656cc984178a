import { describe, expect, it } from "vitest";
import { defaultSettings, formatSettings, parseSettings, type Settings } from "./settings.js";

describe("settings", () => {
  it("are for a new player what the defaults say", () => {
    expect(parseSettings(null)).toEqual(defaultSettings);
  });

  it("come back as they were written", () => {
    const settings: Settings = {
      ...defaultSettings,
      picture: {
        scaling: "fit",
        palette: "custom",
        custom: ["#000000", "#111111", "#222222", "#ABCDEF"],
        colors: "corrected",
        stats: true,
      },
      sound: { volume: 0, muted: true, pulse1: false, pulse2: true, wave: false, noise: true },
      speed: { fast: 0, slow: 0.25, fastKey: "switch", rewind: false, rewindSeconds: 300 },
      models: { demo: "dmg", ab12: "sgb" },
    };
    expect(parseSettings(formatSettings(settings))).toEqual(settings);
  });

  it.each([
    "",
    "{",
    "null",
    "7",
    '"x"',
    "[]",
    '{"version":2}',
    '{"version":1}',
    '{"version":1,"picture":null,"sound":[],"models":"x"}',
  ])("survive %j", (text) => {
    expect(parseSettings(text)).toEqual(defaultSettings);
  });

  it("keep what is right beside what is wrong", () => {
    const text = JSON.stringify({
      version: 1,
      picture: { scaling: "stretch", palette: "amber", custom: ["#fff"], colors: 3 },
      sound: { volume: 7, muted: true },
      speed: { fast: 1e9, rewindSeconds: "60" },
      models: { demo: "snes", ab12: "agb" },
    });
    const { picture, sound, speed, models } = defaultSettings;
    expect(parseSettings(text)).toEqual({
      ...defaultSettings,
      picture: { ...picture, palette: "amber" },
      sound: { ...sound, muted: true },
      speed,
      models: { ...models, ab12: "agb" },
    });
  });

  it("take no number that is none", () => {
    const text = '{"version":1,"sound":{"volume":null},"controls":{"size":"1"}}';
    expect(parseSettings(text)).toEqual(defaultSettings);
  });
});
