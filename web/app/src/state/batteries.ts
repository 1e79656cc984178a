import { ask } from "./ask.js";
import { attempt } from "./attempt.js";
import { download, fileName, pickFiles } from "./files.js";
import { library } from "./library.js";
import { machine } from "./machine.js";
import { closeSheet } from "./route.js";
import { session } from "./session.js";
import { ago } from "./time.js";
import { say } from "./toasts.js";

/** Makes an earlier battery save the current one. */
export function restoreBattery(hash: string, id: number, savedAt: number): Promise<void> {
  return attempt("The battery save", async () => {
    const bytes = await (await library())?.batteries.get(id);
    if (bytes && (await isWanted(`the save from ${ago(savedAt)}`))) {
      await takeBattery(hash, bytes);
    }
  });
}

/** Takes a battery save from a file that the player chooses. */
export async function importBattery(hash: string): Promise<void> {
  const [file] = await pickFiles(".sav,.srm,.ram");
  if (file) {
    await importBatteryFile(hash, file);
  }
}

/** Takes a battery save from this file. */
export function importBatteryFile(hash: string, file: File): Promise<void> {
  return attempt(file.name, async () => {
    if (await isWanted(file.name)) {
      await takeBattery(hash, new Uint8Array(await file.arrayBuffer()));
    }
  });
}

/** A cartridge reads its save when it is switched on, so a game that runs begins anew. */
async function takeBattery(hash: string, bytes: Uint8Array): Promise<void> {
  const kept = await library();
  const gameBoy = machine.peek()?.gameBoy;
  if (gameBoy && session.peek()?.cartridge?.hash === hash) {
    // First, since it tells whether the save fits.
    await gameBoy.loadBattery(bytes);
    closeSheet();
  }
  await kept?.importSave(hash, bytes);
  say("The save is in place", { icon: "check" });
}

async function isWanted(what: string): Promise<boolean> {
  const { value } = await ask({
    title: "Play from this save?",
    text: `The game starts over with ${what}. The present save stays in the list of earlier ones.`,
    choices: [
      { label: "Use this save", value: true, look: "main" },
      { label: "Cancel", value: false },
    ],
  });
  return value;
}

/** Gives the player a battery save as a file that other emulators read. */
export function exportBattery(hash: string, title: string, id?: number): Promise<void> {
  return attempt("The battery save", async () => {
    const kept = await library();
    const running = session.peek()?.cartridge?.hash === hash;
    // What the game wrote a moment ago belongs to it too.
    await (running ? machine.peek()?.gameBoy.flush() : undefined);
    if (id !== undefined && kept) {
      download((await kept.batteries.get(id)).slice(), `${fileName(title)}.sav`);
    } else if (kept) {
      download(await kept.exportSaves(hash), `${fileName(title)}.sav`);
    } else {
      const bytes = running ? await machine.peek()?.gameBoy.battery() : undefined;
      if (bytes) {
        download(bytes.slice(), `${fileName(title)}.sav`);
      }
    }
  });
}
