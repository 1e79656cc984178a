// Measures a game in a real browser: node measure.mjs [--seconds 60] [--rom FILE] [--speed 1] [--shared] [--port 8110]
//
// Needs `npm run build -w edgeboy` and Chromium; EDGEBOY_CHROMIUM names one that is not in /usr/bin.
// --shared serves the page cross-origin isolated, so that sound goes through shared memory.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    rom: {
      type: "string",
      default: fileURLToPath(new URL("../app/public/demo.gb", import.meta.url)),
    },
    speed: { type: "string", default: "1" },
    shared: { type: "boolean", default: false },
    port: { type: "string", default: "8110" },
  },
});

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };
const ISOLATED = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};
const PAGE = `<!doctype html><link rel="icon" href="data:,"><canvas></canvas><button>Play</button>
<script type="module">
  import { GameBoy } from "/dist/index.js";
  const gameBoy = await GameBoy.create({ canvas: document.querySelector("canvas"), speed: ${options.speed} });
  await gameBoy.load("/game");
  let clicked, shown, last;
  window.gaps = [];
  gameBoy.on("frame", () => {
    const now = performance.now();
    if (clicked) {
      shown ??= now - clicked;
      if (last) gaps.push(now - last);
      last = now;
    }
  });
  document.querySelector("button").onclick = () => {
    clicked = performance.now();
    gameBoy.play();
  };
  window.report = async () => ({ ...(await gameBoy.stats()), clickToFrame: shown });
  window.isReady = true;
</script>`;

const dist = new URL("../packages/edgeboy/dist/", import.meta.url);
const server = createServer(async ({ url }, response) => {
  const { pathname } = new URL(url, "http://localhost");
  const type = TYPES[extname(pathname)] ?? "text/html";
  const file = pathname === "/game" ? options.rom : new URL(`.${pathname.slice(5)}`, dist);
  const body = pathname === "/" ? PAGE : await readFile(file).catch(() => undefined);
  const headers = { "content-type": type, ...(options.shared && ISOLATED) };
  response.writeHead(body === undefined ? 404 : 200, headers).end(body);
});
await new Promise((resolve) => server.listen(Number(options.port), "127.0.0.1", resolve));

const browser = await chromium.launch({
  executablePath: process.env.EDGEBOY_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${options.port}/`);
  await page.waitForFunction("window.isReady");
  await page.click("button");
  await page.waitForTimeout(Number(options.seconds) * 1000);
  const { fps, frame, frameTime, sound, clickToFrame } = await page.evaluate("report()");
  const gaps = (await page.evaluate("gaps")).sort((a, b) => a - b);
  const round = (value) => Math.round(value * 100) / 100;
  console.log(`frames         ${frame}, ${round(fps)} a second at the end`);
  console.log(`first picture  ${round(clickToFrame)} ms after the click`);
  console.log(
    `worker, frame  p50 ${round(frameTime.p50)}, p99 ${round(frameTime.p99)}, longest ${round(frameTime.max)} ms`,
  );
  console.log(
    `pictures       every ${round(gaps[gaps.length >> 1])} ms (p50), ${round(gaps[Math.floor(gaps.length * 0.99)])} (p99)`,
  );
  console.log(
    `sound          ${sound.state}, ${sound.transport}, ${sound.underruns} underruns, latency ${round(sound.latencyMs)} ms, of which ${round(sound.bufferedMs)} kept ready`,
  );
} finally {
  await browser.close();
  server.close();
}
