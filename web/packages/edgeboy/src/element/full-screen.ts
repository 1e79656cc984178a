/** After so many milliseconds without a movement, controls on a full screen step back. */
const REST_AFTER = 2500;

/**
 * Shows an element on the whole screen, or where the browser does not allow that (as on an iPhone),
 * in the whole window. The element has the class `full` then, and `rests` when nobody points at it.
 */
export class FullScreen {
  readonly #element: HTMLElement;
  readonly #onChange: () => void;
  readonly #listening = new AbortController();
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** @param awake Where a movement shows that someone points at it. */
  constructor(element: HTMLElement, awake: HTMLElement, onChange: () => void) {
    this.#element = element;
    this.#onChange = onChange;
    const { signal } = this.#listening;
    const changed = (): void => this.#set(element.matches(":fullscreen"));
    element.addEventListener("fullscreenchange", changed, { signal });
    awake.addEventListener("pointermove", () => this.#wake(), { signal });
    awake.addEventListener("pointerdown", () => this.#wake(), { signal });
    // In the whole window, Escape must do what it does on the whole screen.
    const leave = ({ key }: KeyboardEvent): void => {
      if (key === "Escape" && !document.fullscreenElement) {
        this.#set(false);
      }
    };
    element.addEventListener("keydown", leave, { signal });
  }

  get isFull(): boolean {
    return this.#element.classList.contains("full");
  }

  async toggle(): Promise<void> {
    if (document.fullscreenElement) {
      await document.exitFullscreen();
    } else if (this.isFull) {
      this.#set(false);
    } else {
      await this.#element.requestFullscreen?.({ navigationUI: "hide" }).catch(() => {});
      this.#set(true);
    }
  }

  /** Leaves it and stops listening. */
  detach(): void {
    this.#listening.abort();
    this.#set(false);
    clearTimeout(this.#rest);
  }

  #set(isFull: boolean): void {
    if (isFull !== this.isFull) {
      this.#element.classList.toggle("full", isFull);
      this.#wake();
      this.#onChange();
    }
  }

  #wake(): void {
    const { classList } = this.#element;
    clearTimeout(this.#rest);
    classList.remove("rests");
    if (this.isFull) {
      this.#rest = setTimeout(() => classList.add("rests"), REST_AFTER);
    }
  }
}
