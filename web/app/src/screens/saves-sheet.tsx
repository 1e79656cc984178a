import { useEffect } from "preact/hooks";
import { BatteryList } from "../components/battery-list.js";
import { Button } from "../components/button.js";
import { Sheet } from "../components/sheet.js";
import { StateSlotRow } from "../components/state-slot.js";
import { StorageWords } from "../components/storage-words.js";
import { exportEverything, importEverything } from "../state/archive.js";
import { keepsNothing, titleOf } from "../state/library.js";
import { closeSheet } from "../state/route.js";
import { type Saves, saves, watchSaves } from "../state/saves.js";
import { session } from "../state/session.js";
import { importState, SLOTS, saveTo } from "../state/states.js";

/** What is saved of a game: states in slots, and the cartridge's own battery save. */
export function SavesSheet({ hash }: { hash: string }) {
  useEffect(() => watchSaves(hash), [hash]);
  const now = saves.value;
  return (
    <Sheet title="Saves" onClose={closeSheet}>
      {now && (
        <>
          <States saves={now} />
          <Battery saves={now} />
        </>
      )}
      <section aria-labelledby="all-title">
        <h3 id="all-title">All games</h3>
        <StorageWords />
        {!keepsNothing.value && (
          <div class="buttons">
            <Button icon="download" onClick={() => void exportEverything()}>
              Export all saves
            </Button>
            <Button icon="upload" onClick={() => void importEverything()}>
              Import
            </Button>
          </div>
        )}
      </section>
    </Sheet>
  );
}

function States({ saves: { hash, states } }: { saves: Saves }) {
  const isRunning = session.value?.cartridge?.hash === hash;
  const free = SLOTS.find((slot) => !states.some((state) => state.slot === slot));
  return (
    <section aria-labelledby="states-title">
      <h3 id="states-title">Save states</h3>
      <p class="hint">{statesHint(states.length > 0 || isRunning)}</p>
      {isRunning && free && !keepsNothing.value && (
        <div class="buttons">
          <Button look="main" icon="saves" onClick={() => void saveTo(free)}>
            Save this moment
          </Button>
          <Button icon="upload" onClick={() => void importState(free)}>
            Import a file
          </Button>
        </div>
      )}
      {isRunning && !free && (
        <p class="hint">All eight slots are full: save over one of them, or delete one.</p>
      )}
      <ul class="slots">
        {inOrder(states).map((state) => (
          <StateSlotRow key={state.slot} {...{ hash, title: titleOf(hash), state, isRunning }} />
        ))}
      </ul>
    </section>
  );
}

function statesHint(isOfUse: boolean): string {
  if (keepsNothing.value) {
    return "Not possible here, since this browser keeps nothing for this page.";
  }
  return isOfUse
    ? "The whole machine at one moment. Loading one can be undone."
    : "None yet. They are made while the game is played.";
}

function Battery({ saves: { hash, batteries } }: { saves: Saves }) {
  const cartridge = session.value?.cartridge;
  const isRunning = cartridge?.hash === hash;
  const canHave = batteries.length > 0 || !isRunning || cartridge.hasBattery;
  return (
    <section aria-labelledby="battery-title">
      <h3 id="battery-title">Battery save</h3>
      {canHave ? (
        <BatteryList {...{ hash, title: titleOf(hash), batteries, isRunning }} />
      ) : (
        <p class="hint">This cartridge has no battery: the game itself saves nothing.</p>
      )}
    </section>
  );
}

/** What was saved by itself first, then the player's own. */
function inOrder(states: Saves["states"]): Saves["states"] {
  const isOwn = (slot: string) => SLOTS.some((own) => own === slot);
  return [
    ...states.filter(({ slot }) => !isOwn(slot)),
    ...states.filter(({ slot }) => isOwn(slot)),
  ];
}
