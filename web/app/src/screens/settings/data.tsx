import { useEffect } from "preact/hooks";
import { Button } from "../../components/button.js";
import { StorageWords } from "../../components/storage-words.js";
import { exportEverything, importEverything, removeEverything } from "../../state/archive.js";
import { games, refreshStorage } from "../../state/library.js";

/** What is kept in the browser. */
export function Data() {
  useEffect(() => void refreshStorage(), []);
  const count = games.value?.length ?? 0;
  return (
    <>
      <p>
        Games, saves and settings are kept in this browser, on this device. EdgeBoy sends nothing
        anywhere.
      </p>
      <StorageWords />
      <ul class="menu">
        <li>
          <Button icon="download" disabled={count === 0} onClick={() => void exportEverything()}>
            Export all saves
          </Button>
        </li>
        <li>
          <Button icon="upload" onClick={() => void importEverything()}>
            Import saves
          </Button>
        </li>
        <li>
          <Button
            icon="trash"
            look="danger"
            disabled={count === 0}
            onClick={() => void removeEverything()}
          >
            Remove all games and saves
          </Button>
        </li>
      </ul>
    </>
  );
}
