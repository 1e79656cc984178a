import { expect, type Locator, type Page } from "@playwright/test";

/** A file as Playwright puts it into a file chooser: a path, or a name with bytes. */
export type RomFile = string | { name: string; bytes: Uint8Array };

/** Opens the page, and starts the demo with the one click that it takes. */
export async function playDemo(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: /^(Play|Continue) the demo$/ }).click();
  await untilRunning(page);
}

/** Opens the page, and a game through its file chooser. */
export async function playFile(page: Page, file: RomFile): Promise<void> {
  await page.goto("/");
  await chooseFile(page, page.getByRole("button", { name: "Open a game" }), file);
  await untilRunning(page);
}

/** Clicks on a button that asks for a file, and gives it one. */
export async function chooseFile(page: Page, button: Locator, file: RomFile): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await button.click();
  await (await chooser).setFiles(
    typeof file === "string"
      ? file
      : { name: file.name, mimeType: "application/octet-stream", buffer: Buffer.from(file.bytes) },
  );
}

/** Waits until a game is running in the page. */
export async function untilRunning(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => globalThis.edgeboy?.status), { timeout: 15_000 })
    .toBe("running");
}

/**
 * A page that comes back to a game waits for a click, unless the browser knows of one before: then it
 * goes on by itself.
 */
export async function goOn(page: Page): Promise<void> {
  const go = page.getByRole("button", { name: /^Continue$/ });
  const running = page.waitForFunction(() => globalThis.edgeboy?.status === "running");
  await Promise.race([go.click({ timeout: 15_000 }).catch(() => {}), running]);
  await untilRunning(page);
}

/**
 * Clicks on a button of the bar over a game. Where there is no room to spare, the bar goes away after a
 * while, and comes back for a finger, a mouse, or the focus, which keeps it.
 */
export async function clickInBar(page: Page, name: string): Promise<void> {
  const button = page.getByRole("banner").getByRole("button", { name, exact: true });
  await button.focus();
  await button.click();
}

/** The canvas that the game is drawn on. */
export function screen(page: Page): Locator {
  return page.locator(".play canvas");
}

/** A byte of the running machine's memory. */
export function peek(page: Page, address: number): Promise<number | undefined> {
  return page.evaluate(async (address) => (await globalThis.edgeboy.peek(address))[0], address);
}

/** Presses a key for long enough that any game sees it. */
export async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key, { delay: 100 });
  await page.waitForTimeout(100);
}
