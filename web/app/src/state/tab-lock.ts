import { say } from "./toasts.js";

/** Lets go of the lock that this tab holds. */
let release: (() => void) | undefined;

/**
 * Notes that a game is played in this tab, and tells the player if it is in another one as well:
 * the tab that saves last would win, though earlier battery saves are kept.
 */
export function takeLock(id: string): void {
  leaveLock();
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks?.request(`edgeboy:${id}`, { ifAvailable: true }, (lock) => {
    if (lock === null) {
      say("This game is open in another tab too. Play it in one only.", {
        icon: "warning",
        stays: true,
        action: { label: "OK", run: () => undefined },
      });
    }
    return lock && held;
  });
}

/** Notes that the game is not played here any more. */
export function leaveLock(): void {
  release?.();
  release = undefined;
}
