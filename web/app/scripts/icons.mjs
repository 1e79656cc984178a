// Makes the icons as PNG from `public/icon.svg`: `npm run icons -w edgeboy-app`.
// Browsers take the SVG; operating systems that install the page want pixels.
import { readFile, writeFile } from "node:fs/promises";
import { chromium } from "@playwright/test";

const folder = new URL("../public/", import.meta.url);
const round = await readFile(new URL("icon.svg", folder), "utf8");
// Where the system cuts the icon to its own shape, it fills the whole square.
const square = round.replace(' clip-path="url(#round)"', "");

const icons = [
  ["icon-192.png", 192, round],
  ["icon-512.png", 512, round],
  ["icon-180.png", 180, square],
  ["icon-maskable-512.png", 512, square],
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
for (const [name, size, svg] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>* { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`,
  );
  await writeFile(new URL(name, folder), await page.screenshot({ omitBackground: true }));
}
await browser.close();
