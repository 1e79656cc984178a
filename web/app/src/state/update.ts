import { registerSW } from "virtual:pwa-register";
import { effect } from "@preact/signals";
import { route } from "./route.js";
import { hush, say } from "./toasts.js";

/**
 * Installs what makes the page work offline. A new version is offered on the home screen only, so
 * that no game is interrupted; without an answer it comes with the next start.
 */
export function installUpdates(): void {
  const update = registerSW({
    onNeedRefresh() {
      const stop = effect(() => {
        if (route.value.game === undefined) {
          say("A new version is ready.", {
            icon: "download",
            stays: true,
            action: { label: "Restart", run: () => void update() },
          });
        } else {
          hush();
        }
      });
      addEventListener("pagehide", stop, { once: true });
    },
  });
}
