/** What a worker gets first, and only once. */
export interface StartMessage {
  module: WebAssembly.Module;
  /** The page calls the session through this. */
  calls: MessagePort;
  /** The session tells its events through this. */
  events: MessagePort;
}
