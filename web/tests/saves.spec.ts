import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { type BrowserContext, chromium as browser, type Page } from "@playwright/test";
import {
  chooseFile,
  clickInBar,
  goOn,
  peek,
  playDemo,
  playFile,
  press,
  screen,
  untilRunning,
} from "./support/app.ts";
import { chromium, chromiumFlags } from "./support/chromium.ts";
import { render } from "./support/headless.ts";
import { pixels } from "./support/pixels.ts";
import { demo } from "./support/project.ts";
import { countingRom } from "./support/roms.ts";
import { expect, test } from "./support/test.ts";

const file = { name: "presses.gb", bytes: countingRom() };
const count = (page: Page) => peek(page, 0xa000);

/** Plays the game of the library that was played last. */
async function playLast(page: Page): Promise<void> {
  await page.goto("/");
  await page
    .getByRole("main")
    .getByRole("button", { name: /^(Continue|Play)$/ })
    .first()
    .click();
  await untilRunning(page);
}

/** Longer than the page takes to store what a game has saved. */
const soon = 1500;

test("a battery save survives a reload", async ({ page }) => {
  await playFile(page, file);
  for (let i = 0; i < 3; i++) await press(page, "x");
  expect(await count(page)).toBe(2);
  await page.waitForTimeout(soon);
  await page.reload();
  await goOn(page);
  expect(await count(page)).toBe(2);
});

test("a battery save survives a tab that crashes", async ({ page, context }) => {
  await playFile(page, file);
  await press(page, "x");
  await press(page, "x");
  await page.waitForTimeout(soon);
  const debugging = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  debugging.send("Page.crash").catch(() => {});
  await crashed;

  const next = await context.newPage();
  await playLast(next);
  expect(await count(next)).toBe(1);
});

test("a battery save survives the browser being killed, at any moment", async ({
  baseURL,
}, info) => {
  test.setTimeout(180_000);
  const folder = info.outputPath("profile");
  const open = () =>
    browser.launchPersistentContext(folder, {
      executablePath: chromium(),
      args: chromiumFlags,
      ...(baseURL && { baseURL }),
    });
  const kill = async (context: BrowserContext) => {
    const closed = new Promise((resolve) => context.once("close", resolve));
    execFileSync("pkill", ["-KILL", "-f", "--", `--user-data-dir=${folder}`]);
    await closed;
  };

  let context = await open();
  let page = context.pages()[0] ?? (await context.newPage());
  await playFile(page, file);
  await press(page, "x");
  let certain = 0;
  await page.waitForTimeout(soon);
  for (const delay of [0, 150, 400, 700, 1000, soon]) {
    // What was pressed longer ago than `soon` must be there; what came after may be.
    await press(page, "x");
    const possible = certain + 1;
    await page.waitForTimeout(delay);
    await kill(context);
    context = await open();
    page = context.pages()[0] ?? (await context.newPage());
    await playLast(page);
    const found = (await count(page)) ?? Number.NaN;
    expect(found).toBeGreaterThanOrEqual(delay === soon ? possible : certain);
    expect(found).toBeLessThanOrEqual(possible);
    certain = found;
    // What came back is the save that a later run begins with, too.
    await page.waitForTimeout(soon);
  }
  await context.close();
});

test("a .sav file goes out and in", async ({ page }) => {
  await playFile(page, file);
  for (let i = 0; i < 4; i++) await press(page, "x");
  await page.getByRole("button", { name: "Saves" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export .sav" }).click();
  const saved = readFileSync(await (await download).path());
  expect(saved.length).toBe(0x2000);
  expect(saved[0]).toBe(3);

  const other = Uint8Array.from(saved);
  other[0] = 40;
  await chooseFile(page, page.getByRole("button", { name: "Import .sav" }), {
    name: "presses.sav",
    bytes: other,
  });
  await page.getByRole("button", { name: "Use this save" }).click();
  await expect.poll(() => count(page)).toBe(40);
});

test("a state of the page is one that the headless program goes on from", async ({
  page,
}, info) => {
  await playDemo(page);
  await page.evaluate(() => edgeboy.setColors("raw"));
  await page.waitForTimeout(1000);
  await page.keyboard.press("p");
  await page.keyboard.press("F2");
  await expect(page.getByText(/Saved in slot 1/)).toBeVisible();
  const hash = await page.evaluate(() => edgeboy.stateHash());
  await clickInBar(page, "Saves");
  await page.getByRole("button", { name: /More for slot 1/i }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export Slot 1" }).click();
  const state = info.outputPath("demo.state");
  await (await download).saveAs(state);
  const there = render(demo, "--state-in", state, "--frames", "0");
  expect(there.stateHash).toBe(hash);

  // And back: what the program made of it is taken by the page.
  const later = render(demo, "--state-in", state, "--frames", "300", "--input", "0:START+300");
  await chooseFile(page, page.getByRole("button", { name: "Import a file" }), {
    name: "later.state",
    bytes: later.state,
  });
  await page.getByRole("button", { name: "Load Slot 2" }).click();
  await expect.poll(() => page.evaluate(() => edgeboy.stateHash())).toBe(later.stateHash);
  await expect.poll(async () => later.picture.equals(await pixels(screen(page)))).toBe(true);
});
