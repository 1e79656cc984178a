import { EdgeBoyError, readRom } from "edgeboy";
import { importArchive } from "./archive.js";
import { ask, tell } from "./ask.js";
import { importBatteryFile } from "./batteries.js";
import { pickFiles } from "./files.js";
import { play } from "./games-in-turn.js";
import { inspect } from "./inspect.js";
import { addGame } from "./library.js";
import { explain } from "./problems.js";
import { rememberRom } from "./roms.js";
import type { Link } from "./route.js";
import { session } from "./session.js";
import { loadStateFile } from "./states.js";
import { say } from "./toasts.js";

/** What the file dialog offers. */
const ROM_FILES = ".gb,.gbc,.sgb,.zip";

/** Lets the player choose games from the device. */
export async function chooseGames(): Promise<void> {
  await openFiles(await pickFiles(ROM_FILES, true));
}

/**
 * Opens files of any kind that EdgeBoy knows: games, and for the game that runs or came with them,
 * a battery save or a state. One game is played at once; several are put into the library.
 */
export async function openFiles(files: readonly File[]): Promise<void> {
  const ofKind = (kind: RegExp) => files.filter(({ name }) => kind.test(name));
  const battery = ofKind(/\.(sav|srm|ram)$/i)[0];
  const state = ofKind(/\.state$/i)[0];
  const hashes: string[] = [];
  for (const file of files) {
    if (file !== battery && file !== state) {
      const hash = await takeGame(file);
      if (hash !== undefined) {
        hashes.push(hash);
      }
    }
  }
  const [only] = hashes;
  const hash = only ?? session.peek()?.cartridge?.hash;
  if (battery || state) {
    if (hash === undefined) {
      await tell("Which game is this for?", "Open the game first, then add its save.");
      return;
    }
    if (battery) {
      await importBatteryFile(hash, battery);
    }
    if (state && only === undefined) {
      await loadStateFile(state);
    }
  }
  if (only !== undefined && hashes.length === 1) {
    play(only, state ? { state: new Uint8Array(await state.arrayBuffer()) } : {});
  } else if (hashes.length > 1) {
    say(`${hashes.length} games are in your library`, { icon: "check" });
  }
}

/** Puts a game into the library; gives its hash, or nothing if it was none. */
async function takeGame(file: File): Promise<string | undefined> {
  try {
    return await addRom(await readRom(file), file.name);
  } catch (error) {
    if (error instanceof EdgeBoyError && error.code === "zip" && (await isArchive(file))) {
      await importArchive(file);
    } else {
      const { title, text } = explain(error, file.name);
      await tell(title, text);
    }
    return undefined;
  }
}

async function addRom(rom: Uint8Array, name: string): Promise<string> {
  const { hash, title } = await inspect(rom);
  rememberRom(hash, rom);
  const fileTitle = name
    .replace(/\.[^.]*$/, "")
    .replaceAll("_", " ")
    .trim();
  await addGame(rom, { hash, title: fileTitle || title, fileName: name });
  return hash;
}

/** Whether an archive has been exported from here: it has a list of what is in it. */
async function isArchive(file: File): Promise<boolean> {
  const text = new TextDecoder("latin1").decode(await file.arrayBuffer());
  return text.includes("edgeboy.json");
}

/** Asks for the address of a game. */
export async function askForAddress(): Promise<void> {
  const { value, text } = await ask({
    title: "Open from a link",
    text: "The address of a .gb, .gbc or .zip file. Its site must allow other pages to read it.",
    field: { label: "Address", value: "" },
    choices: [
      { label: "Open", value: true, look: "main" },
      { label: "Cancel", value: false },
    ],
  });
  if (value && text.trim()) {
    await openLink({ rom: text.trim(), state: undefined });
  }
}

/** Fetches a game, and perhaps a state of it, and plays it. */
export async function openLink(link: Link): Promise<void> {
  const name = decodeURIComponent(
    link.rom
      .replace(/[?#].*$/, "")
      .split("/")
      .at(-1) ?? "",
  );
  say(`Fetching ${name || link.rom}…`, { icon: "download", stays: true });
  try {
    const [rom, state] = await Promise.all([
      readRom(link.rom),
      link.state && fetchState(link.state),
    ]);
    const hash = await addRom(rom, name || "game");
    say("Here it is", { icon: "check" });
    play(hash, state ? { state } : {}, link);
  } catch (error) {
    say("The download failed", { icon: "warning" });
    const { title, text } = explain(error, name || link.rom);
    await tell(title, text);
  }
}

async function fetchState(address: string): Promise<Uint8Array> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) {
    throw new EdgeBoyError("network", "The save state of this link could not be loaded.");
  }
  return new Uint8Array(await response.arrayBuffer());
}
