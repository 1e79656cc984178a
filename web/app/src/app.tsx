import { useEffect } from "preact/hooks";
import { AskDialog } from "./components/ask-dialog.js";
import { DropArea } from "./components/drop-area.js";
import { Toasts } from "./components/toasts.js";
import { GameSheet } from "./screens/game-sheet.js";
import { HelpSheet } from "./screens/help-sheet.js";
import { Home } from "./screens/home.js";
import { MenuSheet } from "./screens/menu-sheet.js";
import { Play } from "./screens/play.js";
import { SavesSheet } from "./screens/saves-sheet.js";
import { SettingsSheet } from "./screens/settings-sheet.js";
import { titleOf } from "./state/library.js";
import { route, type SheetRoute } from "./state/route.js";
import { session } from "./state/session.js";

/** The page: a screen, perhaps a sheet over it, and what can come up on any screen. */
export function App() {
  const { game, sheet } = route.value;
  const isPlaying = game !== undefined;
  const title = isPlaying ? `${titleOf(game)} · EdgeBoy` : "EdgeBoy";
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        {isPlaying ? "Skip to the game" : "Skip to the games"}
      </button>
      {isPlaying ? <Play key={game} /> : <Home />}
      {sheet && <OpenSheet key={sheet.name} sheet={sheet} />}
      <AskDialog />
      <DropArea />
      {!sheet && <Toasts />}
    </>
  );
}

function OpenSheet({ sheet }: { sheet: SheetRoute }) {
  const hash = session.value?.cartridge?.hash;
  switch (sheet.name) {
    case "settings":
      return <SettingsSheet />;
    case "help":
      return <HelpSheet />;
    case "menu":
      return <MenuSheet />;
    case "game":
      return sheet.about ? <GameSheet hash={sheet.about} /> : null;
    case "saves": {
      const of = sheet.about ?? hash;
      return of ? <SavesSheet key={of} hash={of} /> : null;
    }
  }
}

/** A button and not a link, since the address is the router's. */
function skip(): void {
  const main = document.getElementById("main");
  (main?.querySelector<HTMLElement>("[role=application]") ?? main)?.focus();
}
