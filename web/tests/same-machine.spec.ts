import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { peek, playFile, screen } from "./support/app.ts";
import { render } from "./support/headless.ts";
import { asBase64, openLibrary } from "./support/library.ts";
import { pixels } from "./support/pixels.ts";
import { demo, game } from "./support/project.ts";
import { held, stretches } from "./support/script.ts";
import { expect, test } from "./support/test.ts";

const script = "100:START+4,160:A+20,200:A&RIGHT+9,230:DOWN+5,260:A+15,300:B+30";
const frames = 420;
const played = stretches(held(script, frames));

const roms = [
  ["the demo", demo],
  ["a game for the DMG", game("tobu.gb")],
  ["a game for the CGB", game("aevilia.gbc")],
] as const;

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

for (const [name, rom] of roms) {
  test(`the package, ${name}: picture, sound and state as headless`, async ({ page }) => {
    test.skip(rom === undefined, "the folder of games is not there");
    if (rom === undefined) return;
    const expected = render(rom, "--frames", String(frames), "--input", script);

    await openLibrary(page);
    const found = await page.evaluate(
      async ({ rom, played }) => {
        const gb = await globalThis.page.make({ audio: false });
        await gb.load(Uint8Array.from(atob(rom), (c) => c.charCodeAt(0)));
        const sound: BlobPart[] = [];
        for (const { frames, buttons } of played) {
          gb.setButtons(buttons, "script");
          const run = await gb.runFrames(frames, { sound: true });
          sound.push((run.sound ?? new Int16Array()).slice());
        }
        const bytes = new Uint8Array(await new Blob(sound).arrayBuffer());
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        return {
          soundBytes: bytes.length,
          soundHash: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""),
          isSilent: bytes.every((byte) => byte === 0),
          stateHash: await gb.stateHash(),
        };
      },
      { rom: asBase64(rom), played },
    );
    expect(found.stateHash).toBe(expected.stateHash);
    expect(found.soundBytes).toBe(expected.sound.length);
    expect(found.soundHash).toBe(hash(expected.sound));
    expect(found.isSilent).toBe(false);
    expect(hash(await pixels(page.locator("canvas")))).toBe(hash(expected.picture));
  });

  test(`the page, ${name}: played with keys, picture and state as headless`, async ({
    page,
  }, info) => {
    test.skip(rom === undefined, "the folder of games is not there");
    if (rom === undefined) return;
    const keys = [
      "ArrowRight",
      "ArrowLeft",
      "ArrowUp",
      "ArrowDown",
      "x",
      "z",
      "Backspace",
      "Enter",
    ];
    await playFile(page, rom);
    // What the game has saved by now stays in the cartridge when it is switched on anew.
    const battery = await page.evaluate(async () => {
      await edgeboy.pause();
      await edgeboy.setPalette("grey");
      await edgeboy.setColors("raw");
      await edgeboy.reset();
      return Array.from((await edgeboy.battery()) ?? []);
    });
    const save = info.outputPath("game.sav");
    writeFileSync(save, Uint8Array.from(battery));
    const options = ["--frames", String(frames), "--input", script];
    const expected = render(rom, ...options, ...(battery.length > 0 ? ["--sav-in", save] : []));

    let before = 0;
    for (const { frames, buttons } of played) {
      for (const [index, key] of keys.entries()) {
        const bit = 1 << index;
        if (buttons & ~before & bit) await page.keyboard.down(key);
        if (before & ~buttons & bit) await page.keyboard.up(key);
      }
      before = buttons;
      await page.evaluate((frames) => edgeboy.runFrames(frames), frames);
    }
    expect(await page.evaluate(() => edgeboy.stateHash())).toBe(expected.stateHash);
    expect(hash(await pixels(screen(page)))).toBe(hash(expected.picture));
    expect(await peek(page, 0xff44)).toBeLessThan(154);
  });
}

test("a state goes from the page to the headless program and back", async ({ page }, info) => {
  await openLibrary(page);
  const rom = asBase64(demo);
  const saved = await page.evaluate(async (rom) => {
    globalThis.gb = await globalThis.page.make({ audio: false });
    await gb.load(Uint8Array.from(atob(rom), (c) => c.charCodeAt(0)));
    gb.setButtons(128, "script");
    await gb.runFrames(200);
    return Array.from(await gb.saveState());
  }, rom);

  const file = info.outputPath("page.state");
  writeFileSync(file, Uint8Array.from(saved));
  const expected = render(demo, "--state-in", file, "--frames", "100", "--input", "0:START+100");

  // The page goes on from its own state to where the program went, and takes the program's.
  const here = await page.evaluate(async () => {
    await gb.runFrames(100);
    return gb.stateHash();
  });
  expect(here).toBe(expected.stateHash);
  const there = await page.evaluate(async (state) => {
    await gb.reset();
    await gb.loadState(Uint8Array.from(atob(state), (c) => c.charCodeAt(0)));
    return gb.stateHash();
  }, asBase64(expected.state));
  expect(there).toBe(expected.stateHash);
  expect(hash(await pixels(page.locator("canvas")))).toBe(hash(expected.picture));
});
