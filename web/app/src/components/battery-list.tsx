import type { BatteryGeneration } from "edgeboy";
import { exportBattery, importBattery, restoreBattery } from "../state/batteries.js";
import { ago, fullTime, size } from "../state/time.js";
import { Button, IconButton } from "./button.js";

/** The battery saves of a game: the current one, and those before it. */
export function BatteryList({
  hash,
  title,
  batteries,
  isRunning,
}: {
  hash: string;
  title: string;
  batteries: BatteryGeneration[];
  isRunning: boolean;
}) {
  const [current, ...earlier] = batteries;
  return (
    <>
      <p class="hint">
        {current ? (
          <>
            Saved by the game itself, and kept here within a second. Last saved{" "}
            <Time at={current.savedAt} />, {size(current.size)}.
          </>
        ) : (
          "The game has not saved anything yet."
        )}
      </p>
      <div class="buttons">
        {(current || isRunning) && (
          <Button icon="download" onClick={() => void exportBattery(hash, title)}>
            Export .sav
          </Button>
        )}
        <Button icon="upload" onClick={() => void importBattery(hash)}>
          Import .sav
        </Button>
      </div>
      {earlier.length > 0 && (
        <details>
          <summary>Earlier saves ({earlier.length})</summary>
          <ul class="generations">
            {earlier.map(({ id, savedAt, size: bytes, origin }) => (
              <li key={id}>
                <span>
                  <Time at={savedAt} />
                  <span class="hint">
                    {" "}
                    {size(bytes)}
                    {origin === "import" && ", imported"}
                  </span>
                </span>
                <Button
                  look="plain"
                  aria-label={`Restore the save from ${ago(savedAt)}`}
                  onClick={() => void restoreBattery(hash, id, savedAt)}
                >
                  Restore
                </Button>
                <IconButton
                  icon="download"
                  label={`Export the save from ${ago(savedAt)}`}
                  onClick={() => void exportBattery(hash, title, id)}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Time({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
      {ago(at)}
    </time>
  );
}
