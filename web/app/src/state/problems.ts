import { EdgeBoyError, type ErrorCode, StorageError } from "edgeboy";

/** What went wrong, and what to do next, in a player's words. */
export interface Problem {
  title: string;
  text: string;
}

const OPEN_ANOTHER = "Open a .gb, .gbc or .sgb file, or a .zip with one in it.";
const UNCHANGED = "Nothing was changed.";

/** For each kind of error its title, and perhaps words that are better here than the error's own. */
const PROBLEMS: Partial<Record<ErrorCode, [title: string, text?: (what: string) => string]>> = {
  "not-a-rom": [
    "This is not a Game Boy game",
    (what) => `${what} is damaged, or something else than a Game Boy game. ${OPEN_ANOTHER}`,
  ],
  "unsupported-cartridge": ["This cartridge is not supported"],
  zip: ["Nothing to play in this archive"],
  network: ["The download failed"],
  "not-a-state": [
    "This is not a save state",
    (what) => `${what} is damaged or something else. ${UNCHANGED}`,
  ],
  "wrong-game": [
    "This state is of another game",
    (what) => `${what} was saved in another game, or on another model. ${UNCHANGED}`,
  ],
  "state-version": [
    "This state is of another version",
    (what) =>
      `${what} was made by a version of EdgeBoy whose states this one cannot read. ${UNCHANGED} Battery saves work in every version.`,
  ],
  "bad-save": [
    "This save does not fit",
    (what) => `${what} is not a battery save of this game. ${UNCHANGED}`,
  ],
  storage: ["The browser's storage is in the way"],
  crashed: [
    "The game stopped",
    () => "EdgeBoy itself failed. Your progress was kept: go on from the last automatic save.",
  ],
  "no-support": ["This browser lacks something"],
};

/** Puts any error into words. `what` names the thing it happened to, such as a file's name. */
export function explain(error: unknown, what: string): Problem {
  if (!(error instanceof EdgeBoyError)) {
    return {
      title: "Something went wrong",
      text: `${what} could not be used, and EdgeBoy does not know why. Try it once more, or reload the page; your saves are kept.`,
    };
  }
  if (error.code === "network" && !navigator.onLine) {
    return {
      title: "You are offline",
      text: `${what} could not be fetched. The games in your library can be played without a connection.`,
    };
  }
  if (error instanceof StorageError && error.reason === "missing") {
    return { title: "This is not here any more", text: sentence(error.message) };
  }
  const [title, text] = PROBLEMS[error.code] ?? ["That did not work"];
  return { title, text: text?.(what) ?? sentence(error.message) };
}

function sentence(message: string): string {
  const isAddress = /^\w+:/.test(message);
  const whole = isAddress ? message : message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
