import { defineConfig, type Plugin } from "vite";

/**
 * Pages are cross-origin isolated, as `cargo xtask serve` serves them, except for those under
 * `/plain/`, which are the same files as most hosts serve them.
 */
function isolation(): Plugin {
  return {
    name: "isolation",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.startsWith("/plain/")) {
          request.url = request.url.slice("/plain".length);
        } else {
          response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
          response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
        }
        next();
      });
    },
  };
}

export default defineConfig({
  root: "pages",
  appType: "mpa",
  server: { host: "127.0.0.1", port: 8152, strictPort: true, fs: { allow: ["../../.."] } },
  plugins: [isolation()],
});
