import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { openFiles } from "../state/open-files.js";
import { Icon } from "./icons.js";

/** Takes files that are dropped anywhere on the page, and says so while they hover. */
export function DropArea() {
  const isOver = useSignal(false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    addEventListener(
      "dragover",
      (event) => {
        if (hasFiles(event)) {
          event.preventDefault();
          isOver.value = true;
        }
      },
      { signal },
    );
    addEventListener(
      "dragleave",
      (event) => {
        // Only leaving the window counts, not passing from one element to the next.
        if (event.relatedTarget === null) {
          isOver.value = false;
        }
      },
      { signal },
    );
    addEventListener(
      "drop",
      (event) => {
        isOver.value = false;
        if (hasFiles(event)) {
          event.preventDefault();
          void openFiles([...(event.dataTransfer?.files ?? [])]);
        }
      },
      { signal },
    );
    return () => stop.abort();
  }, []);
  return isOver.value ? (
    <div class="drop">
      <p>
        <Icon name="folder" size={40} />
        Drop to open
      </p>
    </div>
  ) : null;
}
