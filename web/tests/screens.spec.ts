import type { Page } from "@playwright/test";
import { clickInBar, playDemo, press } from "./support/app.ts";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

/** Each screen of the page: how one comes there. */
const screens: Record<string, (page: Page) => Promise<unknown>> = {
  home: (page) => page.goto("/"),
  help: async (page) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Keys and help" }).click();
  },
  settings: async (page) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Settings" }).click();
  },
  ...Object.fromEntries(
    ["sound", "controls", "speed", "data", "about"].map((tab) => [
      `settings-${tab}`,
      (page: Page) => page.goto(`/#/settings/${tab}`),
    ]),
  ),
  play: async (page) => {
    await playDemo(page);
    await page.waitForTimeout(1000);
  },
  paused: async (page) => {
    await playDemo(page);
    await page.waitForTimeout(1000);
    await press(page, "p");
  },
  menu: async (page) => {
    await playDemo(page);
    await page.waitForTimeout(1000);
    await clickInBar(page, "More");
  },
  saves: async (page) => {
    await playDemo(page);
    await page.waitForTimeout(1000);
    await press(page, "F2");
    await clickInBar(page, "Saves");
  },
  library: async (page) => {
    await playDemo(page);
    await page.waitForTimeout(500);
    await clickInBar(page, "Leave the game");
    await expect(page.getByRole("button", { name: /Continue/ }).first()).toBeVisible();
  },
};

// There are many, and none goes wrong in a way that a trace would explain.
test.use({ trace: "off" });

for (const [size, options] of Object.entries({
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  landscape: { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true },
})) {
  test.describe(size, { tag: "@screens" }, () => {
    test.use({ ...options, colorScheme: "dark" });

    for (const [name, open] of Object.entries(screens)) {
      test(`${name} has nothing that axe finds fault with`, async ({ page }, info) => {
        await open(page);
        for (const colorScheme of ["dark", "light"] as const) {
          await page.emulateMedia({ colorScheme });
          await page.waitForTimeout(400);
          const picture = `results/screens/${name}-${size}-${colorScheme}.png`;
          await page.screenshot({ path: picture });
          info.annotations.push({ type: "picture", description: picture });
          await expectAccessible(page);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(width).toBeLessThanOrEqual(options.viewport.width);
        }
      });
    }
  });
}

test("a sheet at the side makes the picture move over, and the menu does not", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await playDemo(page);
  const left = async () => (await page.locator(".stage canvas").boundingBox())?.x ?? Number.NaN;
  const alone = await left();
  await clickInBar(page, "More");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await left()).toBe(alone);
  await page.keyboard.press("Escape");
  await clickInBar(page, "Saves");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await left()).toBeLessThan(alone);
});
