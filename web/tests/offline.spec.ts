import { goOn, playDemo, screen } from "./support/app.ts";
import { pixels } from "./support/pixels.ts";
import { expect, test } from "./support/test.ts";

test("the page and the demo work offline, once they were opened", async ({ page, context }) => {
  await page.goto("/");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await playDemo(page);
  await page.waitForTimeout(1000);
  const before = await pixels(screen(page));
  expect(new Set(before).size).toBeGreaterThan(2);

  await page.reload();
  await goOn(page);
  await context.setOffline(false);
});

test("it can be installed", async ({ page, request }) => {
  await page.goto("/");
  const address = await page.locator('link[rel="manifest"]').getAttribute("href");
  const url = new URL(address ?? "", page.url());
  const manifest = (await (await request.get(url.href)).json()) as {
    name: string;
    display: string;
    start_url: string;
    icons: { src: string; sizes: string; purpose?: string }[];
  };
  expect(manifest.name).toBe("EdgeBoy");
  expect(manifest.display).toBe("standalone");
  const sizes = manifest.icons.map(({ sizes }) => sizes);
  expect(sizes).toContain("192x192");
  expect(sizes).toContain("512x512");
  expect(manifest.icons.some(({ purpose }) => purpose?.includes("maskable"))).toBe(true);
  for (const { src } of manifest.icons) {
    expect((await request.get(new URL(src, url).href)).ok()).toBe(true);
  }
});
