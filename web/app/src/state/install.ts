import { signal } from "@preact/signals";

/** What some browsers send when the page can be installed. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** Installs the page as an app, where the browser offers that. */
export const install = signal<(() => void) | undefined>(undefined);

addEventListener("beforeinstallprompt", (event) => {
  // The page offers it in its settings, so that it never comes between a player and a game.
  event.preventDefault();
  install.value = () => {
    install.value = undefined;
    void (event as InstallPrompt).prompt();
  };
});
