import { EdgeBoyError } from "../errors.js";

/**
 * Why the library could not do what it was asked for.
 *
 * | reason | meaning | worth trying again |
 * |---|---|---|
 * | `full` | the browser grants the site no more room | after something was removed |
 * | `blocked` | another tab holds an older form of the library open | when that tab is closed |
 * | `outdated` | another tab has brought the library to a newer form than this page knows | after a reload |
 * | `unavailable` | the browser grants this page no storage: private mode, a sandboxed frame, a setting | no |
 * | `lost` | the browser lost its connection to the storage, as iOS does at times | yes |
 * | `missing` | there is no such game, save or state in the library | no |
 * | `closed` | the library was used after `close()` | no |
 * | `failed` | anything else; `cause` has the browser's own error | yes |
 */
export type StorageReason =
  | "full"
  | "blocked"
  | "outdated"
  | "unavailable"
  | "lost"
  | "missing"
  | "closed"
  | "failed";

const words: Record<StorageReason, string> = {
  full: "The browser has no more room for this page. Remove games from the library or free space on the device, then try again.",
  blocked:
    "The library is open in another tab that runs an older version of this page. Close that tab, then try again.",
  outdated: "Another tab runs a newer version of this page. Reload this one.",
  unavailable:
    "The browser lets this page keep nothing, as in a private window or with storage switched off. Games run, but their saves are gone when the page is closed.",
  lost: "The browser lost its connection to the saves. Try again; if that does not help, restart the browser.",
  missing: "This is not in the library.",
  closed: "The library was closed.",
  failed: "The browser could not read or write the library. Try again.",
};

/** Something could not be read from the library or written to it. The message is for a player. */
export class StorageError extends EdgeBoyError {
  readonly reason: StorageReason;

  constructor(reason: StorageReason, message: string = words[reason], options?: ErrorOptions) {
    super("storage", message, options);
    this.reason = reason;
  }
}

/** What the browsers' own errors mean here, by their names. */
const reasons: Record<string, StorageReason> = {
  QuotaExceededError: "full",
  VersionError: "outdated",
  SecurityError: "unavailable",
  NotAllowedError: "unavailable",
  UnknownError: "lost",
  InvalidStateError: "lost",
};

/** The typed error for whatever a browser threw while it worked on the library. */
export function storageError(error: unknown): EdgeBoyError {
  if (error instanceof EdgeBoyError) {
    return error;
  }
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  return new StorageError(reasons[name] ?? "failed", undefined, { cause: error });
}
