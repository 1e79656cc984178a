import { openDB } from "idb";
import {
  type Database,
  type Schema,
  type StoreName,
  schemaVersion,
  upgrade,
  type Writing,
} from "./schema.js";
import { StorageError, storageError } from "./storage-error.js";

/**
 * The way to the database. It is opened when needed, let go when another tab wants to bring it to a
 * newer version, and opened again when the browser lost it.
 */
export class Connection {
  readonly #name: string;
  #database: Promise<Database> | undefined;
  #closed = false;

  constructor(name: string) {
    this.#name = name;
  }

  /**
   * Does some reading.
   *
   * @throws {@link StorageError}
   */
  async read<T>(work: (database: Database) => Promise<T>): Promise<T> {
    try {
      return await this.#tryTwice(work);
    } catch (error) {
      throw storageError(error);
    }
  }

  /**
   * Writes in one transaction: all of it or nothing. When this resolves, the operating system has
   * been told to put it on the disk. `work` may run twice, and must await nothing but the database.
   *
   * @throws {@link StorageError}
   */
  write<T>(stores: readonly StoreName[], work: (writing: Writing) => Promise<T>): Promise<T> {
    return this.read(async (database) => {
      const writing = database.transaction([...stores], "readwrite", { durability: "strict" });
      const done = writing.done;
      // Awaited below. If `work` fails first, its error is the one to tell, and not this.
      done.catch(() => {});
      try {
        const result = await work(writing);
        await done;
        return result;
      } catch (error) {
        abort(writing);
        throw writing.error ?? error;
      }
    });
  }

  close(): void {
    this.#closed = true;
    this.#letGo();
  }

  async #tryTwice<T>(work: (database: Database) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#open());
    } catch (error) {
      const { reason } = storageError(error) as Partial<StorageError>;
      if (reason !== "lost" || this.#closed) {
        throw error;
      }
      this.#letGo();
      return await work(await this.#open());
    }
  }

  #open(): Promise<Database> {
    if (this.#closed) {
      throw new StorageError("closed");
    }
    if (!this.#database) {
      const opening = this.#request();
      this.#database = opening;
      // A failed attempt is forgotten, so that the next call makes another.
      opening.catch(() => this.#forget(opening));
    }
    return this.#database;
  }

  #request(): Promise<Database> {
    return new Promise((resolve, reject) => {
      let isBlocked = false;
      if (!hasIndexedDb()) {
        throw new StorageError("unavailable");
      }
      const opening = openDB<Schema>(this.#name, schemaVersion, {
        upgrade,
        blocked: () => {
          isBlocked = true;
          reject(new StorageError("blocked"));
        },
        blocking: () => this.#letGo(),
        terminated: () => this.#letGo(),
      });
      // The browser opens it even after we have stopped waiting; then nobody would close it.
      opening.then(
        (database) => (isBlocked ? database.close() : resolve(database)),
        (error) => reject(openError(error)),
      );
    });
  }

  #letGo(): void {
    const database = this.#database;
    this.#database = undefined;
    database?.then((opened) => opened.close()).catch(() => {});
  }

  #forget(opening: Promise<Database>): void {
    if (this.#database === opening) {
      this.#database = undefined;
    }
  }
}

/** Even looking for IndexedDB throws in some sandboxed frames. */
function hasIndexedDb(): boolean {
  try {
    return globalThis.indexedDB !== undefined && globalThis.indexedDB !== null;
  } catch {
    return false;
  }
}

/** While opening, this error means that the page is not allowed to keep anything. */
function openError(error: unknown): unknown {
  const isForbidden = error instanceof DOMException && error.name === "InvalidStateError";
  return isForbidden ? new StorageError("unavailable", undefined, { cause: error }) : error;
}

function abort(writing: Writing): void {
  try {
    writing.abort();
  } catch {
    // It has ended already.
  }
}
