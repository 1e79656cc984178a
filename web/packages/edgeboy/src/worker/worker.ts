/// The worker's program: waits for the module, then lives as a `Session`.

import * as Comlink from "comlink";

import { keepErrorCodes } from "../error-transfer.js";
import { Session } from "./session.js";

keepErrorCodes();
Comlink.expose(Session);
