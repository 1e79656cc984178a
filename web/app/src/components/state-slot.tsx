import { useSignal } from "@preact/signals";
import type { StateSlot } from "edgeboy";
import { useId } from "preact/hooks";
import { deleteState, exportState, loadFrom, playFrom, saveTo, slotName } from "../state/states.js";
import { ago, fullTime } from "../state/time.js";
import { BlobImage } from "./blob-image.js";
import { Button, IconButton } from "./button.js";
import { Icon } from "./icons.js";

/** A save state: its picture, when it was made, and what can be done with it. */
export function StateSlotRow({
  hash,
  title,
  state,
  isRunning,
}: {
  hash: string;
  title: string;
  state: StateSlot;
  isRunning: boolean;
}) {
  const { slot, savedAt, picture } = state;
  const isOpen = useSignal(false);
  const id = useId();
  const name = slotName(slot);
  const isNumbered = slot !== "auto" && slot !== "undo";
  return (
    <li class="slot">
      <div class="slot-picture">
        {picture ? <BlobImage blob={picture} /> : <Icon name="saves" size={24} />}
      </div>
      <div class="slot-words">
        <h4>{name}</h4>
        <time dateTime={new Date(savedAt).toISOString()} title={fullTime(savedAt)}>
          {ago(savedAt)}
        </time>
      </div>
      <Button
        aria-label={`Load ${name}`}
        onClick={() => void (isRunning ? loadFrom(slot) : playFrom(hash, slot))}
      >
        Load
      </Button>
      <IconButton
        icon="more"
        label={`More for ${name}`}
        aria-expanded={isOpen.value}
        aria-controls={id}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      />
      <div id={id} class="slot-more" hidden={!isOpen.value}>
        {isRunning && isNumbered && (
          <Button
            look="plain"
            icon="saves"
            aria-label={`Save over ${name}`}
            onClick={() => void saveTo(slot)}
          >
            Save over
          </Button>
        )}
        <Button
          look="plain"
          icon="download"
          aria-label={`Export ${name}`}
          onClick={() => void exportState(hash, title, slot)}
        >
          Export
        </Button>
        {isNumbered && (
          <Button
            look="plain"
            icon="trash"
            aria-label={`Delete ${name}`}
            onClick={() => void deleteState(hash, slot)}
          >
            Delete
          </Button>
        )}
      </div>
    </li>
  );
}
