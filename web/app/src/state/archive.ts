import { ask, tell } from "./ask.js";
import { attempt } from "./attempt.js";
import { autosave } from "./autosave.js";
import { download, pickFiles } from "./files.js";
import { games, library, refreshStorage } from "./library.js";
import { say } from "./toasts.js";

/** Gives the player all saves and states in one file. */
export function exportEverything(): Promise<void> {
  return attempt("The archive", async () => {
    await autosave();
    const zip = await (await library())?.exportSaves();
    if (zip) {
      download(zip, `EdgeBoy saves ${new Date().toISOString().slice(0, 10)}.zip`);
    }
  });
}

/** Adds the saves and states of such a file to those that are here. */
export async function importEverything(): Promise<void> {
  const [file] = await pickFiles(".zip");
  if (file) {
    await importArchive(file);
  }
}

/** Adds the saves and states of this file to those that are here. */
export function importArchive(file: File): Promise<void> {
  return attempt(file.name, async () => {
    const report = await (await library())?.importAll(file);
    if (!report) {
      return;
    }
    const lines = [
      `${count(report.batteries, "battery save")} and ${count(report.states, "save state")} of ${count(report.games, "game")}.`,
    ];
    if (report.newerHere.length > 0) {
      lines.push(
        `The saves here are newer and stay in use for: ${report.newerHere.join(", ")}. The imported ones are in the list of earlier saves.`,
      );
    }
    if (report.leftOut.length > 0) {
      lines.push(`Left out, damaged or without a free slot: ${report.leftOut.join(", ")}.`);
    }
    await tell("Import done", lines.join(" "));
  });
}

/** Removes every game and save, if the player really wants it. */
export async function removeEverything(): Promise<void> {
  const { value } = await ask({
    title: "Remove all games and saves?",
    text: "Everything that EdgeBoy keeps in this browser is deleted, and cannot be brought back. Settings stay.",
    choices: [
      { label: "Export everything first", value: "export" as const, look: "main" },
      { label: "Remove all", value: "remove" as const, look: "danger" },
      { label: "Cancel", value: "cancel" as const },
    ],
  });
  if (value === "export") {
    await exportEverything();
  } else if (value === "remove") {
    await attempt("The library", async () => {
      const kept = await library();
      for (const { hash } of games.peek() ?? []) {
        await kept?.remove(hash, { keepSaves: false });
      }
      await refreshStorage();
      say("All games and saves are removed", { icon: "trash" });
    });
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
