import type { StateSlot } from "edgeboy";
import {
  deleteState,
  exportState,
  importState,
  loadFrom,
  playFrom,
  saveTo,
  slotName,
} from "../state/states.js";
import { ago, fullTime } from "../state/time.js";
import { BlobImage } from "./blob-image.js";
import { Button, IconButton } from "./button.js";
import { Icon } from "./icons.js";

/** A slot for a save state, filled or empty. */
export function StateSlotRow({
  hash,
  title,
  slot,
  state,
  isRunning,
}: {
  hash: string;
  title: string;
  slot: string;
  state: StateSlot | undefined;
  isRunning: boolean;
}) {
  const name = slotName(slot);
  const isNumbered = slot !== "auto" && slot !== "undo";
  return (
    <li class={state ? "slot" : "slot slot-empty"}>
      <div class="slot-picture">
        {state?.picture ? <BlobImage blob={state.picture} /> : <Icon name="saves" size={24} />}
      </div>
      <div class="slot-words">
        <h4>{name}</h4>
        {state ? (
          <time dateTime={new Date(state.savedAt).toISOString()} title={fullTime(state.savedAt)}>
            {ago(state.savedAt)}
          </time>
        ) : (
          <span>Empty</span>
        )}
      </div>
      <div class="slot-tools">
        {state && (
          <Button
            aria-label={`Load ${name}`}
            onClick={() => void (isRunning ? loadFrom(slot) : playFrom(hash, slot))}
          >
            Load
          </Button>
        )}
        {isRunning && isNumbered && (
          <Button
            look={state ? "plain" : "quiet"}
            aria-label={`Save in ${name}`}
            onClick={() => void saveTo(slot)}
          >
            {state ? "Replace" : "Save"}
          </Button>
        )}
        {state ? (
          <>
            <IconButton
              icon="download"
              label={`Export ${name}`}
              onClick={() => void exportState(hash, title, slot)}
            />
            {isNumbered && (
              <IconButton
                icon="trash"
                label={`Delete ${name}`}
                onClick={() => void deleteState(hash, slot)}
              />
            )}
          </>
        ) : (
          <IconButton
            icon="upload"
            label={`Import a file into ${name}`}
            onClick={() => void importState(slot)}
          />
        )}
      </div>
    </li>
  );
}
