// @vitest-environment happy-dom

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

import * as edgeboy from "./index.js";
import { Machine } from "./machine.node.js";
import { inRepository } from "./testing/files.js";

const read = (path: string) => readFileSync(inRepository(`web/packages/edgeboy/${path}`), "utf8");

/** What WasmBoy 0.7.1 exports, and the options that its `config` knows. */
const METHODS = `config getConfig getCoreType setCanvas getCanvas addBootROM getBootROMs loadROM play pause reset
  isPlaying isPaused isReady isLoadedAndStarted getVersion getSavedMemory saveLoadedCartridge deleteSavedCartridge
  saveState getSaveStates loadState deleteState getFPS setSpeed isGBC ResponsiveGamepad enableDefaultJoypad
  disableDefaultJoypad setJoypadState resumeAudioContext addPlugin _getAudioChannels _getCartridgeInfo
  _runNumberOfFrames _runWasmExport _getWasmMemorySection _getWasmConstant _getStepsAsString _getCyclesAsString`;
const OPTIONS = `headless disablePauseOnHidden isAudioEnabled enableAudioDebugging gameboyFrameRate frameSkip
  enableBootROMIfAvailable isGbcEnabled isGbcColorizationEnabled gbcColorizationPalette audioBatchProcessing
  graphicsBatchProcessing timersBatchProcessing graphicsDisableScanlineRendering audioAccumulateSamples tileRendering
  tileCaching maxNumberOfAutoSaveStates updateGraphics updateAudio saveState breakpoint onReady onPlay onPause
  onLoadedAndStarted`;

interface Row {
  section: string;
  wasmboy: string;
  here: string;
  test: string;
}

/** The rows of the README's tables under "From WasmBoy". */
function rows(): Row[] {
  const [, guide = ""] = read("README.md").split("\n## From WasmBoy\n");
  return guide.split("\n### ").flatMap((part) => {
    const [section = "", ...lines] = part.split("\n");
    return lines
      .filter((line) => line.startsWith("| `"))
      .map((line) => {
        const [, wasmboy = "", here = "", test = ""] = line.split("|").map((cell) => cell.trim());
        return { section, wasmboy, here, test };
      });
  });
}

/** What code in a cell names: `gameBoy.load()` is `["gameBoy", "load"]`. */
function named(cell: string): [string, string | undefined][] {
  const code = [...cell.matchAll(/`(?:new )?([A-Za-z]+)(?:\.([A-Za-z]+))?[^`]*`/g)];
  return code.flatMap(([, name = "", member]) =>
    member || /^[A-Z]/.test(name) ? [[name, member] as [string, string | undefined]] : [],
  );
}

/** The members of an interface in types.ts. */
function members(name: string): string[] {
  const body = read("src/types.ts").split(`export interface ${name} {`)[1]?.split("\n}")[0] ?? "";
  return [...body.matchAll(/^ {2}(?:readonly )?([A-Za-z]+)\??:/gm)].map(
    ([, member = ""]) => member,
  );
}

function exists(name: string, member: string | undefined): boolean {
  const classes: Record<string, { prototype: object }> = { ...edgeboy, Machine } as never;
  const found = name === "gameBoy" ? edgeboy.GameBoy : classes[name];
  if (found) {
    return member === undefined || member in found.prototype || member in found;
  }
  return member !== undefined && members(name).includes(member);
}

it.each([
  ["Methods", METHODS],
  ["Options", OPTIONS],
])("has a row for each of WasmBoy's %s, and no other", (section, names) => {
  const found = rows()
    .filter((row) => row.section === section)
    .map(({ wasmboy }) => wasmboy.match(/[A-Za-z_]+/)?.[0]);
  expect(found).toEqual(names.trim().split(/\s+/));
});

it.each(rows())("names what exists: $section $wasmboy", ({ here, test }) => {
  for (const [name, member] of named(here)) {
    expect(exists(name, member), `${name}.${member}`).toBe(true);
  }
  if (here.startsWith("left out: ")) {
    expect(test).toBe("");
    return;
  }
  expect(named(here).length).toBeGreaterThan(0);
  const [file, title = ""] = test.split(/: (.*)/);
  expect(read(`src/${file}.test.ts`)).toContain(JSON.stringify(title));
});
