import { chooseFile, goOn, playFile, untilRunning } from "./support/app.ts";
import { demo } from "./support/project.ts";
import { expect, test } from "./support/test.ts";

const open = { name: "Open a game" };

for (const [what, name, bytes, words] of [
  ["an empty file", "empty.gb", new Uint8Array(), /not a Game Boy game|too short|empty/i],
  ["a text", "letter.gb", new TextEncoder().encode("Dear Sir"), /not a Game Boy game|too short/i],
  ["a damaged archive", "game.zip", Uint8Array.from([80, 75, 3, 4, 1, 2, 3]), /zip|archive/i],
  ["a cartridge with a chip that is not known here", "odd.gb", oddMapper(), /cartridge/i],
] as const) {
  test(`${what} is told in plain words`, async ({ page }) => {
    await page.goto("/");
    await chooseFile(page, page.getByRole("button", open), { name, bytes });
    await expect(page.getByRole("alertdialog")).toContainText(words);
    await expect(page.getByText(/Error:|undefined|\[object|RuntimeError/)).toHaveCount(0);
  });
}

test("a game that runs goes on when another one cannot be opened", async ({ page }) => {
  await playFile(page, demo);
  const frame = () => page.evaluate(async () => (await edgeboy.stats()).frame);
  const hash = () => page.evaluate(() => edgeboy.cartridge?.hash);
  const before = await hash();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["nothing"], "nothing.gb"));
    for (const type of ["dragenter", "dragover", "drop"]) {
      const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data });
      document.body.dispatchEvent(event);
    }
  });
  await page.getByRole("alertdialog").getByRole("button", { name: "OK" }).click();
  await untilRunning(page);
  const then = await frame();
  await page.waitForTimeout(300);
  expect(await frame()).toBeGreaterThan(then);
  expect(await hash()).toBe(before);
});

test.describe("addresses", () => {
  test.use({ expectedMessages: [/404|Failed to load resource/] });

  test("a game that is not there is told", async ({ page }) => {
    await page.goto("/?rom=/there/is/none.gb");
    await expect(page.getByText(/not found|404|no game/i).first()).toBeVisible();
  });
});

test("?rom= opens a game from an address", async ({ page }) => {
  await page.goto("/?rom=demo.gb");
  await goOn(page);
});

function oddMapper(): Uint8Array {
  const rom = new Uint8Array(0x8000);
  rom[0x147] = 0xfd; // TAMA5
  return rom;
}
