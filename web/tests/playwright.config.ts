import { defineConfig } from "@playwright/test";
import { chromium, chromiumFlags } from "./support/chromium.ts";

const page = "http://127.0.0.1:8151";
const package_ = "http://127.0.0.1:8152";

/** The page's server as `cargo xtask serve` starts it, and one for the package's fixtures. */
export default defineConfig({
  testDir: ".",
  outputDir: "results",
  // Two machines at 60 frames a second are as much as a small computer should be asked for.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    baseURL: page,
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: chromium(), args: chromiumFlags },
    trace: "retain-on-failure",
  },
  webServer: [
    {
      command: "npm run preview -w edgeboy-app -- --host 127.0.0.1 --port 8151 --strictPort",
      cwd: "..",
      url: page,
      stdout: "ignore",
    },
    {
      command: "npm run fixtures",
      url: `${package_}/library.html`,
      stdout: "ignore",
    },
  ],
});
