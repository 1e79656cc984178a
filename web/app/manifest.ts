import type { ManifestOptions } from "vite-plugin-pwa";

/** What an operating system is told of the page when it is installed. */
export const manifest: Partial<ManifestOptions> = {
  id: "./",
  name: "EdgeBoy",
  short_name: "EdgeBoy",
  description:
    "Game Boy and Game Boy Color games in the browser, with saves that stay on the device.",
  lang: "en",
  start_url: "./",
  scope: "./",
  display: "standalone",
  display_override: ["standalone", "minimal-ui"],
  background_color: "#140d24",
  theme_color: "#140d24",
  categories: ["games", "entertainment"],
  icons: [
    { src: "icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
    { src: "icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
    { src: "icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
    { src: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
  file_handlers: [
    {
      action: "./",
      accept: {
        "application/x-gameboy-rom": [".gb", ".sgb"],
        "application/x-gameboy-color-rom": [".gbc"],
      },
    },
  ],
  launch_handler: { client_mode: ["focus-existing", "auto"] },
};
