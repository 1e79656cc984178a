/// The worker's program: waits for the module, then lives as a `Session`.

import * as Comlink from "comlink";

import { keepErrorCodes } from "../error-transfer.js";
import { Session } from "./session.js";
import type { StartMessage } from "./start-message.js";

keepErrorCodes();
globalThis.onmessage = ({ data }: MessageEvent<StartMessage>) => {
  Comlink.expose(new Session(data.module, data.events), data.calls);
};
