import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { manifest } from "./manifest.js";

/**
 * With these two headers a page is cross-origin isolated, and sound can go through shared memory.
 * Without them (a host that cannot set headers) everything works too; sound then goes by messages.
 */
const headers = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

const { version } = JSON.parse(
  readFileSync(new URL("../packages/edgeboy/package.json", import.meta.url), "utf8"),
);

export default defineConfig({
  define: { __VERSION__: JSON.stringify(version) },
  // Relative, so that the built page works in any folder of any host.
  base: "./",
  // What is not there is not found, instead of being the page once more.
  appType: "mpa",
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // Worker, worklet and module stay files of their own, as the package expects them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
  server: { headers, host: "127.0.0.1", port: 8080 },
  preview: { headers, host: "127.0.0.1", port: 8080, strictPort: true },
  plugins: [
    VitePWA({
      // A new version waits until the player takes it (`src/state/update.ts`).
      registerType: "prompt",
      injectRegister: false,
      manifest,
      includeAssets: [],
      workbox: {
        globPatterns: ["**/*.{html,js,css,wasm,gb,svg,png,webmanifest}"],
        // `?rom=…` and the like are the page's own business.
        ignoreURLParametersMatching: [/./],
        cleanupOutdatedCaches: true,
        clientsClaim: true,
      },
    }),
  ],
});
