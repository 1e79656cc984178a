import type { Game } from "edgeboy";
import { DEMO } from "../state/demo.js";
import { play } from "../state/games-in-turn.js";
import { isDemoKnown } from "../state/library.js";
import { openSheet } from "../state/route.js";
import { ago, fullTime } from "../state/time.js";
import { BlobImage } from "./blob-image.js";
import { IconButton } from "./button.js";
import { Icon } from "./icons.js";
import { LiveDemo } from "./live-demo.js";

/** A game of the library: a click goes on with it. */
export function GameCard({ game }: { game: Game }) {
  const { hash, title, hasRom, lastPlayed, picture } = game;
  return (
    <li class="card">
      <button
        type="button"
        class="card-play"
        onClick={() => (hasRom ? play(hash) : openSheet("game", hash))}
      >
        <span class="card-picture">
          {picture ? <BlobImage blob={picture} /> : <Icon name="gamepad" size={40} />}
        </span>
        <span class="card-title">{title}</span>
        <span class="card-when">
          {!hasRom && "Saves only: open its file to play"}
          {hasRom && lastPlayed && (
            <time dateTime={new Date(lastPlayed).toISOString()} title={fullTime(lastPlayed)}>
              {ago(lastPlayed)}
            </time>
          )}
          {hasRom && !lastPlayed && "Not played yet"}
        </span>
      </button>
      <IconButton icon="more" label={`More for ${title}`} onClick={() => openSheet("game", hash)} />
    </li>
  );
}

/** The demo among the games of the library. */
export function DemoCard() {
  return (
    <li class="card card-demo">
      <button type="button" class="card-play" onClick={() => play(DEMO.id)}>
        <span class="card-picture">
          <LiveDemo />
        </span>
        <span class="card-title">{DEMO.title}</span>
        <span class="card-when">{isDemoKnown.value ? "Continue the demo" : "Play the demo"}</span>
      </button>
    </li>
  );
}
