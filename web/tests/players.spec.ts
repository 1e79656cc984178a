import type { Page } from "@playwright/test";
import type { EdgeBoyPlayer } from "edgeboy/player";
import { expectAccessible } from "./support/axe.ts";
import { asBase64, fixtures } from "./support/library.ts";
import { pixels } from "./support/pixels.ts";
import { demo } from "./support/project.ts";
import { buttonsRom } from "./support/roms.ts";
import { expect, test } from "./support/test.ts";

const buttons = asBase64(buttonsRom());

/** Puts a game into a player of the page. */
function load(page: Page, id: "one" | "two", rom: string): Promise<void> {
  return page.evaluate(
    async ({ id, rom }) => {
      await customElements.whenDefined("edgeboy-player");
      const player = document.querySelector<EdgeBoyPlayer>(`#${id}`);
      await player?.load(Uint8Array.from(atob(rom), (c) => c.charCodeAt(0)));
    },
    { id, rom },
  );
}

/** What the game of a player sees of the buttons. */
const seen = (page: Page, id: "one" | "two") =>
  expect.poll(() =>
    page.evaluate(async (id) => {
      const player = document.querySelector<EdgeBoyPlayer>(`#${id}`);
      return (await player?.gameBoy?.peek(0xc000))?.[0];
    }, id),
  );

test("two players on one page: the one in use has the keys", async ({ page }) => {
  await page.goto(`${fixtures}/players.html`);
  for (const id of ["one", "two"] as const) {
    await load(page, id, buttons);
    await page.locator(`#${id}`).getByRole("button", { name: /play/i }).first().click();
  }
  await page.keyboard.down("ArrowUp");
  await seen(page, "two").toBe(4);
  await seen(page, "one").toBe(0);
  await page.keyboard.up("ArrowUp");

  await page.locator("#one").click({ position: { x: 100, y: 100 } });
  await page.keyboard.down("x");
  await seen(page, "one").toBe(16);
  await seen(page, "two").toBe(0);
  await page.keyboard.up("x");
  await seen(page, "one").toBe(0);
  await expectAccessible(page);
});

test("two players show different games, and one that goes leaves the other running", async ({
  page,
}) => {
  await page.goto(`${fixtures}/players.html`);
  await load(page, "one", asBase64(demo));
  await load(page, "two", buttons);
  for (const id of ["one", "two"]) {
    await page.evaluate(async (id) => {
      const player = document.querySelector<EdgeBoyPlayer>(`#${id}`);
      await player?.gameBoy?.runFrames(120);
    }, id);
  }
  const canvas = (id: string) => page.locator(`#${id} canvas`);
  const [one, two] = [await pixels(canvas("one")), await pixels(canvas("two"))];
  expect(one.equals(two)).toBe(false);

  expect(page.workers()).toHaveLength(2);
  await page.evaluate(() => document.querySelector("#one")?.remove());
  await expect.poll(() => page.workers().length).toBe(1);
  await page.locator("#two").getByRole("button", { name: /play/i }).first().click();
  await page.keyboard.down("z");
  await seen(page, "two").toBe(32);
});
