import { useEffect } from "preact/hooks";
import { BatteryList } from "../components/battery-list.js";
import { Button } from "../components/button.js";
import { Sheet } from "../components/sheet.js";
import { StateSlotRow } from "../components/state-slot.js";
import { StorageWords } from "../components/storage-words.js";
import { exportEverything, importEverything } from "../state/archive.js";
import { titleOf } from "../state/library.js";
import { closeSheet } from "../state/route.js";
import { saves, watchSaves } from "../state/saves.js";
import { session } from "../state/session.js";
import { SLOTS } from "../state/states.js";

/** What is saved of a game: states in slots, and the cartridge's own battery save. */
export function SavesSheet({ hash }: { hash: string }) {
  useEffect(() => watchSaves(hash), [hash]);
  const title = titleOf(hash);
  const now = saves.value;
  const states = new Map(now?.states.map((state) => [state.slot, state]));
  const running = session.value?.cartridge;
  const isRunning = running?.hash === hash;
  const batteries = now?.batteries ?? [];
  const hasBattery = (isRunning && running?.hasBattery) || batteries.length > 0;
  return (
    <Sheet title="Saves" onClose={closeSheet}>
      <section aria-labelledby="states-title">
        <h3 id="states-title">Save states</h3>
        <p class="hint">A state is the whole machine at one moment. Loading one can be undone.</p>
        <ul class="slots">
          {["auto", "undo"]
            .filter((slot) => states.has(slot))
            .map((slot) => (
              <StateSlotRow
                key={slot}
                {...{ hash, title, slot, isRunning }}
                state={states.get(slot)}
              />
            ))}
          {SLOTS.filter((slot) => isRunning || states.has(slot)).map((slot) => (
            <StateSlotRow
              key={slot}
              {...{ hash, title, slot, isRunning }}
              state={states.get(slot)}
            />
          ))}
        </ul>
        {!isRunning && states.size === 0 && <p class="empty">No save states yet.</p>}
      </section>
      <section aria-labelledby="battery-title">
        <h3 id="battery-title">Battery save</h3>
        {hasBattery ? (
          <BatteryList hash={hash} title={title} batteries={batteries} />
        ) : (
          <p class="hint">
            {isRunning
              ? "This cartridge has no battery: the game itself saves nothing."
              : "The game has not saved anything yet."}
          </p>
        )}
      </section>
      <section aria-labelledby="all-title">
        <h3 id="all-title">All games</h3>
        <StorageWords />
        <div class="buttons">
          <Button icon="download" onClick={() => void exportEverything()}>
            Export all saves
          </Button>
          <Button icon="upload" onClick={() => void importEverything()}>
            Import
          </Button>
        </div>
      </section>
    </Sheet>
  );
}
