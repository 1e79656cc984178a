export { GameLibrary } from "./library.js";
export { mayResume } from "./resume.js";
export { StorageError, type StorageReason } from "./storage-error.js";
export type * from "./types.js";
