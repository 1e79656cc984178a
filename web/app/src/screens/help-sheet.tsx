import { actionLabels, actions } from "edgeboy";
import { Button } from "../components/button.js";
import { Sheet } from "../components/sheet.js";
import { keyName } from "../state/bindings-words.js";
import { settings } from "../state/preferences.js";
import { closeSheet, openSheet } from "../state/route.js";

/** The keys as they are bound now, and what else there is to know. */
export function HelpSheet() {
  const { keyboard } = settings.value.controls.bindings;
  return (
    <Sheet title="Keys and help" onClose={closeSheet}>
      <dl class="keys">
        {actions
          .filter((action) => keyboard[action].length > 0)
          .map((action) => (
            <div key={action}>
              <dt>{actionLabels[action]}</dt>
              <dd>
                {keyboard[action].map((code) => (
                  <kbd key={code}>{keyName(code)}</kbd>
                ))}
              </dd>
            </div>
          ))}
        <div>
          <dt>This list</dt>
          <dd>
            <kbd>?</kbd>
          </dd>
        </div>
      </dl>
      <div class="buttons">
        <Button icon="gamepad" onClick={() => openSheet("settings", "controls")}>
          Change keys
        </Button>
      </div>
      <h3>Saves</h3>
      <p>
        What a game saves by itself is kept within a second, with earlier versions of it. Where you
        are is kept every ten seconds and when you leave. Both stay in this browser; export them to
        files to have them elsewhere.
      </p>
      <h3>Files</h3>
      <p>
        Games are .gb, .gbc or .sgb files, or a .zip with one in it. Drop them anywhere on the page;
        a .sav or .state file that is dropped with a game, or while it is played, is used for it.
      </p>
      <h3>Links and scripts</h3>
      <p>
        <code>?rom=ADDRESS</code> opens a game from the web, <code>&amp;state=ADDRESS</code> at a
        save state. In the browser's console <code>edgeboy</code> is the running machine: try{" "}
        <code>await edgeboy.stats()</code>.
      </p>
    </Sheet>
  );
}
