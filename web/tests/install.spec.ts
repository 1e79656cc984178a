import { join } from "node:path";
import { build, createServer, preview } from "vite";
import webpack from "webpack";
import { render } from "./support/headless.ts";
import { demo, root } from "./support/project.ts";
import { ProjectOfUser } from "./support/project-of-user.ts";
import { expect, test } from "./support/test.ts";

/** A page of somebody who has just read the package's README. */
const html = (script: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,"></head>
<body><canvas></canvas>${script}</body>
</html>`;

const program = `
import { GameBoy } from "edgeboy";
const gameBoy = await GameBoy.create({ canvas: document.querySelector("canvas") });
await gameBoy.load(new URL("demo.gb", location.href));
await gameBoy.runFrames(120);
document.title = await gameBoy.stateHash();
await gameBoy.destroy();
`;

let project: ProjectOfUser;
let expected: string;

test.beforeAll(() => {
  project = new ProjectOfUser();
  project.write("index.html", html('<script type="module" src="/main.js"></script>'));
  project.write("main.js", program);
  expected = render(demo, "--frames", "120").stateHash;
});

test.afterAll(() => project.remove());

/** A server of a folder's files as they are. */
function serve(folder: string) {
  return preview({
    root: project.folder,
    configFile: false,
    logLevel: "error",
    appType: "mpa",
    build: { outDir: folder },
    preview: { host: "127.0.0.1", port: 0 },
  });
}

test("Node runs the machine without a browser", () => {
  project.write(
    "headless.mjs",
    `import { readFile } from "node:fs/promises";
     import { Machine } from "edgeboy/machine";
     const machine = await Machine.create(await readFile("public/demo.gb"));
     for (let i = 0; i < 120; i++) machine.runFrame();
     console.log(machine.stateHash);`,
  );
  expect(project.run("node", "headless.mjs").trim()).toBe(expected);
});

test("TypeScript finds the types of every entry", () => {
  project.write(
    "typed.ts",
    `import { GameBoy, type Button, type GameBoyOptions } from "edgeboy";
     import { Machine } from "edgeboy/machine";
     import "edgeboy/player";
     const options: GameBoyOptions = { muted: true };
     const button: Button = "a";
     export async function use(rom: Uint8Array): Promise<number> {
       const gameBoy = await GameBoy.create(options);
       gameBoy.press(button);
       // @ts-expect-error There is no such button.
       gameBoy.press("z");
       const { frame } = await gameBoy.runFrames(1);
       return frame + (await Machine.create(rom)).frame;
     }`,
  );
  const tsc = join(root, "web", "node_modules", ".bin", "tsc");
  const options = "--noEmit --strict --target es2022 --module esnext --moduleResolution bundler";
  project.run(tsc, ...options.split(" "), "typed.ts");
});

test("Vite serves it while a page is written", async ({ page }) => {
  const server = await createServer({
    root: project.folder,
    configFile: false,
    logLevel: "error",
    server: { host: "127.0.0.1", port: 0 },
  });
  await server.listen();
  await page.goto(server.resolvedUrls?.local[0] ?? "");
  await expect(page).toHaveTitle(expected);
  await server.close();
});

test("Vite bundles it", async ({ page }) => {
  await build({ root: project.folder, configFile: false, logLevel: "error" });
  const server = await serve("dist");
  await page.goto(server.resolvedUrls?.local[0] ?? "");
  await expect(page).toHaveTitle(expected);
  await server.close();
});

test("webpack bundles it", async ({ page }) => {
  const folder = join(project.folder, "packed");
  await new Promise<void>((resolve, reject) => {
    webpack(
      {
        mode: "production",
        context: project.folder,
        entry: "./main.js",
        output: { path: folder, filename: "main.js", module: true },
        experiments: { outputModule: true },
      },
      (error, stats) => {
        if (error) reject(error);
        else if (stats?.hasErrors()) reject(new Error(stats.toString("errors-only")));
        else resolve();
      },
    );
  });
  project.write("packed/index.html", html('<script type="module" src="main.js"></script>'));
  project.putDemo("packed");
  const server = await serve("packed");
  await page.goto(server.resolvedUrls?.local[0] ?? "");
  await expect(page).toHaveTitle(expected);
  await server.close();
});

test("a plain script imports it, from its own server or from another", async ({ page }) => {
  const library = await serve("node_modules/edgeboy/dist");
  const far = library.resolvedUrls?.local[0] ?? "";
  project.copyPackage("plain/edgeboy");
  project.putDemo("plain");
  for (const [name, url] of [
    ["near", "./edgeboy/index.js"],
    ["far", `${far}index.js`],
  ] as const) {
    const script = program.replace('"edgeboy"', JSON.stringify(url));
    project.write(`plain/${name}.html`, html(`<script type="module">${script}</script>`));
  }
  const server = await serve("plain");
  for (const name of ["near", "far"]) {
    await page.goto(`${server.resolvedUrls?.local[0]}${name}.html`);
    await expect(page).toHaveTitle(expected);
  }
  await server.close();
  await library.close();
});
