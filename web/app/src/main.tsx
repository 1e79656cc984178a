import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/buttons.css";
import "./styles/fields.css";
import "./styles/messages.css";
import "./styles/sheet.css";
import "./styles/home.css";
import "./styles/play.css";
import "./styles/saves.css";
import "./styles/settings.css";
import { render } from "preact";
import { App } from "./app.js";
import { Unsupported } from "./screens/unsupported.js";
import "./state/controls.js";
import "./state/running.js";
import { openAtStart } from "./state/launch.js";
import { library } from "./state/library.js";
import { theMachine } from "./state/machine.js";
import { followAddress } from "./state/route.js";
import { missing } from "./state/support.js";
import { installUpdates } from "./state/update.js";
import { keepScreenLit } from "./state/wake-lock.js";

const root = document.getElementById("app");
const lacks = missing();

if (root && lacks.length > 0) {
  render(<Unsupported lacks={lacks} />, root);
} else if (root) {
  // Ready before the first click; what fails here is said when a game is opened.
  theMachine().catch(() => undefined);
  render(<App />, root);
  followAddress();
  void openAtStart();
  keepScreenLit();
  void library();
  installUpdates();
}
