import type { Game } from "edgeboy";
import { useEffect, useRef } from "preact/hooks";
import { BlobImage } from "../components/blob-image.js";
import { Button, IconButton } from "../components/button.js";
import { DemoCard, GameCard } from "../components/game-card.js";
import { Hero } from "../components/hero.js";
import { Icon } from "../components/icons.js";
import { LiveDemo } from "../components/live-demo.js";
import { Mark } from "../components/mark.js";
import { DEMO } from "../state/demo.js";
import { play } from "../state/games-in-turn.js";
import { isDemoKnown, keepsNothing, ownGames } from "../state/library.js";
import { askForAddress, chooseGames } from "../state/open-files.js";
import { openSheet } from "../state/route.js";
import { session } from "../state/session.js";
import { ago, span } from "../state/time.js";

/** Where the player chooses what to play. */
export function Home() {
  const own = ownGames.value;
  const last = own?.find(({ hasRom }) => hasRom);
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    // Who comes back from a game goes on reading here, not at the top of the page.
    if (session.peek()) {
      main.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <div class="home">
      <header class="home-head">
        <Mark />
        <span class="home-name">EdgeBoy</span>
        <IconButton icon="help" label="Keys and help" keys="?" onClick={() => openSheet("help")} />
        <IconButton icon="settings" label="Settings" onClick={() => openSheet("settings")} />
      </header>
      <main id="main" ref={main} tabIndex={-1} class={own?.length ? "" : "home-new"}>
        {keepsNothing.value && <KeepsNothing />}
        {own?.length === 0 && <Welcome />}
        {last && <LastPlayed game={last} />}
        {own && own.length > 0 && <Library games={own.filter((game) => game !== last)} />}
      </main>
    </div>
  );
}

/** For who has not opened a game yet: what this page is, and the demo. */
function Welcome() {
  const start = () => play(DEMO.id);
  return (
    <Hero
      title="A Game Boy and Game Boy Color in your browser"
      text="Open a game and play. It stays on this device with your saves; nothing is uploaded."
      picture={<LiveDemo />}
      onPicture={start}
    >
      <Button look="main" icon="play" onClick={start}>
        {isDemoKnown.value ? "Continue the demo" : "Play the demo"}
      </Button>
      <Button icon="folder" onClick={() => void chooseGames()}>
        Open a game
      </Button>
      <Button look="plain" icon="link" onClick={() => void askForAddress()}>
        From a link
      </Button>
      <p class="hint drop-hint">
        Or drop a <span class="nowrap">.gb, .gbc</span> or .zip file anywhere on this page.
      </p>
    </Hero>
  );
}

/** The game to go on with. */
function LastPlayed({ game }: { game: Game }) {
  const { hash, title, lastPlayed, playedSeconds, picture } = game;
  const start = () => play(hash);
  return (
    <Hero
      title={title}
      text={
        lastPlayed ? `Played ${ago(lastPlayed)}, ${span(playedSeconds)} in all.` : "Not played yet."
      }
      picture={
        <div class="hero-still">
          {picture ? <BlobImage blob={picture} /> : <Icon name="gamepad" size={64} />}
        </div>
      }
      onPicture={start}
    >
      <Button look="main" icon="play" onClick={start}>
        {lastPlayed ? "Continue" : "Play"}
      </Button>
      <Button icon="saves" onClick={() => openSheet("saves", hash)}>
        Saves
      </Button>
      <IconButton icon="more" label={`More for ${title}`} onClick={() => openSheet("game", hash)} />
    </Hero>
  );
}

function Library({ games }: { games: Game[] }) {
  return (
    <section class="library" aria-labelledby="library-title">
      <div class="library-head">
        <h2 id="library-title">Your games</h2>
        <IconButton icon="link" label="Open from a link" onClick={() => void askForAddress()} />
        <Button icon="folder" onClick={() => void chooseGames()}>
          Open a game
        </Button>
      </div>
      <ul class="cards">
        {games.map((game) => (
          <GameCard key={game.hash} game={game} />
        ))}
        <DemoCard />
      </ul>
    </section>
  );
}

function KeepsNothing() {
  return (
    <p class="notice">
      <Icon name="warning" />
      <span>
        This browser keeps nothing for this page, as in a private window. You can play; export your
        saves to a file before you leave.
      </span>
    </p>
  );
}
