import * as Comlink from "comlink";

import { EdgeBoyError, type ErrorCode } from "./errors.js";

/** How an error travels: {@link EdgeBoyError}s keep their code, others their message. */
interface Sent {
  code: ErrorCode | undefined;
  message: string;
  stack: string | undefined;
}

/** Comlink marks what was thrown by wrapping it so. */
interface Thrown {
  value: unknown;
}

/** Lets errors pass between page and worker with their codes. To be called on both sides. */
export function keepErrorCodes(): void {
  const comlinks = Comlink.transferHandlers.get("throw") as Comlink.TransferHandler<Thrown, Sent>;
  Comlink.transferHandlers.set("throw", {
    canHandle: comlinks.canHandle,
    serialize: ({ value }: Thrown): [Sent, Transferable[]] => {
      const error = value instanceof Error ? value : new Error(String(value));
      const code = error instanceof EdgeBoyError ? error.code : undefined;
      return [{ code, message: error.message, stack: error.stack }, []];
    },
    deserialize: ({ code, message, stack }: Sent): never => {
      const error = code ? new EdgeBoyError(code, message) : new Error(message);
      if (stack) {
        error.stack = stack;
      }
      throw error;
    },
  });
}
