// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { readSettings } from "./settings.js";

function settings(html: string): ReturnType<typeof readSettings> {
  document.body.innerHTML = html;
  return readSettings(document.body.firstElementChild as Element);
}

test("without attributes there are defaults", () => {
  expect(settings("<p></p>")).toEqual({
    rom: undefined,
    model: undefined,
    palette: undefined,
    colors: undefined,
    autoplay: false,
    muted: false,
    volume: 1,
    controls: "auto",
    poster: undefined,
    label: undefined,
    isStored: true,
  });
});

test("attributes say what they say", () => {
  const html = `<p rom="a.gb" model="CGB" palette="dmg" colors="raw" autoplay muted volume="0.25"
    controls="touch" poster="a.png" label="A game" storage="none"></p>`;
  expect(settings(html)).toEqual({
    rom: "a.gb",
    model: "cgb",
    palette: "dmg",
    colors: "raw",
    autoplay: true,
    muted: true,
    volume: 0.25,
    controls: "touch",
    poster: "a.png",
    label: "A game",
    isStored: false,
  });
});

test.each(["", "2", "-1", "loud", "NaN"])("a volume of %j counts as none", (volume) => {
  expect(settings(`<p volume="${volume}"></p>`).volume).toBe(1);
});

test("a volume of 0 is silence", () => {
  expect(settings(`<p volume="0"></p>`).volume).toBe(0);
});

test("values that make no sense count as none", () => {
  expect(settings(`<p model="nes" colors="blue" controls="all" rom=""></p>`)).toMatchObject({
    model: undefined,
    colors: undefined,
    controls: "auto",
    rom: undefined,
  });
});
