import { effect } from "@preact/signals";
import { library } from "./library.js";
import { machine } from "./machine.js";
import { explain } from "./problems.js";
import { session } from "./session.js";
import { say } from "./toasts.js";

/** How often a running game is saved by itself. */
const EVERY_MS = 10_000;

/** Whether the game has run since it was last saved by itself. */
let isDirty = false;

/** When the time played was last noted down. */
let countedFrom = 0;

let saving: Promise<void> | undefined;

/** Saves where the player is, if the game has run since the last time; resolves when it is safe. */
export async function autosave(): Promise<void> {
  // Two at once would save the same: the second waits, and then looks whether anything is left to do.
  await saving;
  saving = save().finally(() => {
    saving = undefined;
  });
  await saving;
}

async function save(): Promise<void> {
  const gameBoy = machine.peek()?.gameBoy;
  const hash = session.peek()?.cartridge?.hash;
  const kept = await library();
  if (!gameBoy || !hash || !kept || !isDirty || gameBoy.cartridge?.hash !== hash) {
    return;
  }
  isDirty = gameBoy.status === "running";
  const seconds = countSeconds();
  try {
    await gameBoy.flush();
    // The battery save first: if the game writes in between, the state counts as older, not newer.
    const battery = await gameBoy.battery();
    const [bytes, picture] = await Promise.all([gameBoy.saveState(), gameBoy.screenshot()]);
    await kept.putState(hash, "auto", { bytes, picture, ...(battery && { battery }) });
    const game = (await kept.games()).find((one) => one.hash === hash);
    if (game) {
      const playedSeconds = game.playedSeconds + seconds;
      await kept.update(hash, { picture, lastPlayed: Date.now(), playedSeconds });
    }
  } catch (error) {
    isDirty = true;
    say(explain(error, "Your progress").text, { icon: "warning" });
  }
}

function countSeconds(): number {
  const now = performance.now();
  const seconds = (now - countedFrom) / 1000;
  countedFrom = now;
  return Math.round(seconds);
}

// The machine says when it begins to run, and when it pauses by itself because the page is hidden.
effect(() => {
  const gameBoy = machine.value?.gameBoy;
  if (!gameBoy) {
    return;
  }
  let timer: ReturnType<typeof setInterval> | undefined;
  const removers = [
    gameBoy.on("play", () => {
      isDirty = true;
      countedFrom = performance.now();
      clearInterval(timer);
      timer = setInterval(() => void autosave(), EVERY_MS);
    }),
    gameBoy.on("pause", ({ reason }) => {
      clearInterval(timer);
      // What a machine that failed would save is not worth losing the last save for.
      if (reason !== "crashed") {
        void autosave();
      }
    }),
  ];
  return () => {
    clearInterval(timer);
    for (const remove of removers) {
      remove();
    }
  };
});
