import type { Session } from "./session.js";

/** The one game of a player: none, being opened, or there. */
export class CurrentGame {
  #session: Session | undefined;
  #opening: Promise<Session> | undefined;
  #life = new AbortController();
  /** Until the game before has saved what it had to save: the next may be the same game. */
  #ending: Promise<unknown> = Promise.resolve();

  /** The game, as soon as it is loaded. */
  get session(): Session | undefined {
    return this.#session;
  }

  /**
   * The game that is there or being opened; if there is none, `start` opens one, and `opened` hears
   * of it.
   */
  open(
    start: (life: AbortSignal) => Promise<Session>,
    opened: (session: Session) => void,
  ): Promise<Session> {
    this.#opening ??= this.#start(start, opened, this.#life);
    return this.#opening;
  }

  /** Ends the game, or gives up opening it. What it has to save is saved when this resolves. */
  async end(): Promise<void> {
    const session = this.#session;
    this.#life.abort();
    this.#life = new AbortController();
    this.#session = undefined;
    this.#opening = undefined;
    const ended = session?.end();
    this.#ending = Promise.allSettled([this.#ending, ended]);
    await ended;
  }

  async #start(
    start: (life: AbortSignal) => Promise<Session>,
    opened: (session: Session) => void,
    life: AbortController,
  ): Promise<Session> {
    try {
      await this.#ending;
      life.signal.throwIfAborted();
      const session = await start(life.signal);
      if (life.signal.aborted) {
        await session.end();
        life.signal.throwIfAborted();
      }
      this.#session = session;
      opened(session);
      return session;
    } catch (error) {
      // It may be opened again, unless that has happened already.
      if (this.#life === life) {
        this.#opening = undefined;
      }
      throw error;
    }
  }
}
