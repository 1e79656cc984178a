import { Button, IconButton } from "../components/button.js";
import { GameCard } from "../components/game-card.js";
import { Icon } from "../components/icons.js";
import { LiveDemo } from "../components/live-demo.js";
import { Mark } from "../components/mark.js";
import { DEMO } from "../state/demo.js";
import { games, keepsNothing, ownGames } from "../state/library.js";
import { askForAddress, chooseGames } from "../state/open-files.js";
import { play } from "../state/opening.js";
import { openSheet } from "../state/route.js";

/** Where the player chooses what to play. */
export function Home() {
  const own = ownGames.value;
  const isNew = own !== undefined && own.length === 0;
  return (
    <div class="home">
      <header class="home-head">
        <Mark />
        <span class="home-name">EdgeBoy</span>
        <IconButton icon="help" label="Keys and help" keys="?" onClick={() => openSheet("help")} />
        <IconButton icon="settings" label="Settings" onClick={() => openSheet("settings")} />
      </header>
      <main id="main" tabIndex={-1} class={isNew ? "home-new" : "home-known"}>
        {keepsNothing.value && <KeepsNothing />}
        <Demo />
        {own && own.length > 0 && <Library />}
      </main>
    </div>
  );
}

/** The demo, and for a new player what this page is. */
function Demo() {
  const isNew = ownGames.value?.length === 0;
  const isKnown = games.value?.some(
    ({ hash, lastPlayed }) => hash === DEMO.hash.value && lastPlayed,
  );
  return (
    <section class="demo" aria-labelledby="demo-title">
      <button
        type="button"
        class="demo-picture"
        tabIndex={-1}
        aria-hidden="true"
        onClick={() => play(DEMO.id)}
      >
        <LiveDemo />
      </button>
      <div class="demo-words">
        <h1 id="demo-title">Game Boy games, right here</h1>
        <p class="lead">
          Open a game and play. Games and saves stay on this device, and nothing is uploaded.
        </p>
        <div class="demo-buttons">
          <Button look="main" icon="play" onClick={() => play(DEMO.id)}>
            {isKnown ? "Continue the demo" : "Play the demo"}
          </Button>
          {isNew && <OpenButtons />}
        </div>
        {isNew && (
          <p class="hint">
            Or drop a <span class="nowrap">.gb, .gbc</span> or .zip file anywhere on this page.
          </p>
        )}
      </div>
    </section>
  );
}

function Library() {
  return (
    <section class="library" aria-labelledby="library-title">
      <div class="library-head">
        <h2 id="library-title">Your games</h2>
        <OpenButtons />
      </div>
      <ul class="cards">
        {ownGames.value?.map((game) => (
          <GameCard key={game.hash} game={game} />
        ))}
      </ul>
    </section>
  );
}

function OpenButtons() {
  return (
    <>
      <Button icon="folder" onClick={() => void chooseGames()}>
        Open a game
      </Button>
      <Button look="plain" icon="link" onClick={() => void askForAddress()}>
        From a link
      </Button>
    </>
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
