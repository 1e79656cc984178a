import { chooseGames } from "../state/open-files.js";
import { reopen } from "../state/opening.js";
import { goTo, openSheet } from "../state/route.js";
import { session, togglePause } from "../state/session.js";
import { startOver } from "../state/states.js";
import { Button } from "./button.js";

/** Over the picture while the game does not run. */
export function Overlay() {
  const now = session.value;
  switch (now?.phase) {
    case undefined:
    case "opening":
      return (
        <div class="overlay overlay-opening">
          <p role="status">Opening…</p>
        </div>
      );
    case "waiting":
      return (
        <div class="overlay">
          <Button look="main" icon="play" onClick={togglePause}>
            Continue
          </Button>
        </div>
      );
    case "paused":
      return (
        <div class="overlay">
          <h2>Paused</h2>
          <Button look="main" icon="play" onClick={togglePause}>
            Resume
          </Button>
          <div class="overlay-more">
            <Button icon="saves" onClick={() => openSheet("saves")}>
              Saves
            </Button>
            <Button icon="restart" onClick={() => void startOver()}>
              Start over
            </Button>
          </div>
        </div>
      );
    case "failed":
      return (
        <div class="overlay overlay-problem" role="alert">
          <h2>{now.problem?.title}</h2>
          <p>{now.problem?.text}</p>
          <div class="overlay-more">
            <Button look="main" icon="folder" onClick={() => void chooseGames()}>
              Open a game
            </Button>
            <Button onClick={() => goTo(undefined)}>To the library</Button>
          </div>
        </div>
      );
    case "stopped":
      return (
        <div class="overlay overlay-problem" role="alert">
          <h2>{now.problem?.title}</h2>
          <p>{now.problem?.text}</p>
          <div class="overlay-more">
            <Button look="main" icon="restart" onClick={() => void reopen()}>
              Go on from the last save
            </Button>
            <Button onClick={() => goTo(undefined)}>To the library</Button>
          </div>
        </div>
      );
    case "running":
      return null;
  }
}
