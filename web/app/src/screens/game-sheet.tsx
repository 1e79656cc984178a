import { BlobImage } from "../components/blob-image.js";
import { Button } from "../components/button.js";
import { Sheet } from "../components/sheet.js";
import { exportBattery } from "../state/batteries.js";
import { play } from "../state/games-in-turn.js";
import { games, titleOf } from "../state/library.js";
import { remove, rename } from "../state/manage.js";
import { chooseGames } from "../state/open-files.js";
import { closeSheet, openSheet } from "../state/route.js";
import { ago, size, span } from "../state/time.js";

/** What can be done with a game of the library. */
export function GameSheet({ hash }: { hash: string }) {
  const game = games.value?.find((one) => one.hash === hash);
  if (!game) {
    return (
      <Sheet title="This game is gone" look="small" onClose={closeSheet}>
        <p>It is not in the library any more.</p>
      </Sheet>
    );
  }
  const { hasRom, lastPlayed, playedSeconds, picture, fileName, romBytes } = game;
  return (
    <Sheet title={titleOf(hash)} look="small" onClose={closeSheet}>
      <div class="game-about">
        {picture && (
          <div class="slot-picture">
            <BlobImage blob={picture} />
          </div>
        )}
        <p class="hint">
          {fileName}
          {hasRom && `, ${size(romBytes)}`}
          <br />
          {lastPlayed
            ? `Played ${ago(lastPlayed)}, ${span(playedSeconds)} in all`
            : "Not played yet"}
        </p>
      </div>
      <ul class="menu">
        {hasRom ? (
          <>
            <li>
              <Button icon="play" onClick={() => play(hash)}>
                Continue
              </Button>
            </li>
            <li>
              <Button icon="restart" onClick={() => play(hash, { fresh: true })}>
                Start over
              </Button>
            </li>
          </>
        ) : (
          <li>
            <Button icon="folder" onClick={() => void chooseGames()}>
              Open its file
            </Button>
          </li>
        )}
        <li>
          <Button icon="saves" onClick={() => openSheet("saves", hash)}>
            Saves
          </Button>
        </li>
        <li>
          <Button icon="download" onClick={() => void exportBattery(hash, game.title)}>
            Export save
          </Button>
        </li>
        <li>
          <Button icon="pencil" onClick={() => void rename(game)}>
            Rename
          </Button>
        </li>
        <li>
          <Button icon="trash" look="danger" onClick={() => void remove(game)}>
            Remove
          </Button>
        </li>
      </ul>
    </Sheet>
  );
}
