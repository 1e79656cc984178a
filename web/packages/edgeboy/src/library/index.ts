export type { BatteryShelf } from "./batteries.js";
export type { LibraryChange } from "./changes.js";
export type { GameUpdate, NewGame } from "./games.js";
export type { ImportReport } from "./import.js";
export { GameLibrary } from "./library.js";
export { mayResume } from "./resume.js";
export type { BatteryGeneration, Game, StateSlot } from "./schema.js";
export type { NewState } from "./states.js";
export { StorageError, type StorageReason } from "./storage-error.js";
