import type { Button } from "../types.js";
import { isWithinReach, type Point } from "./touch-geometry.js";

/** A part of the touch pad in which thumbs press buttons, each by where it is. */
export interface TouchZone {
  /** What hears of touches. */
  readonly area: HTMLElement;
  /** The square that points are measured by. */
  readonly body: HTMLElement;
  /** What is pressed at a point of the body. */
  buttonsAt(point: Point): readonly Button[];
}

/**
 * Follows the pointers of one zone. Each stays with the zone that it began in until it is lifted, and
 * presses other buttons as it slides.
 */
export class TouchTracker {
  readonly #zone: TouchZone;
  readonly #onChange: () => void;
  readonly #pointers = new Map<number, readonly Button[]>();

  constructor(zone: TouchZone, onChange: () => void) {
    this.#zone = zone;
    this.#onChange = onChange;
    const { area } = zone;
    area.addEventListener("pointerdown", (event) => this.#down(event));
    area.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
      area.addEventListener(end, (event) => this.#up(event));
    }
    // A long press means to hold, not to open a menu.
    area.addEventListener("contextmenu", (event) => event.preventDefault());
    // Old versions of Safari zoom in on a double tap, and open the magnifier, without this.
    area.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  }

  /** What all pointers of the zone press. */
  get held(): readonly Button[] {
    return [...this.#pointers.values()].flat();
  }

  /** Forgets all pointers; they count again when they are put down anew. */
  releaseAll(): void {
    this.#pointers.clear();
  }

  #down(event: PointerEvent): void {
    const point = this.#pointOf(event);
    if (event.button !== 0 || !isWithinReach(point)) {
      return;
    }
    // The focus stays where it is, so that the keyboard goes on working.
    event.preventDefault();
    this.#zone.area.setPointerCapture(event.pointerId);
    this.#set(event.pointerId, this.#zone.buttonsAt(point));
  }

  #move(event: PointerEvent): void {
    if (this.#pointers.has(event.pointerId)) {
      this.#set(event.pointerId, this.#zone.buttonsAt(this.#pointOf(event)));
    }
  }

  #up(event: PointerEvent): void {
    if (this.#pointers.delete(event.pointerId)) {
      this.#onChange();
    }
  }

  #set(pointer: number, buttons: readonly Button[]): void {
    if (this.#pointers.get(pointer)?.join() !== buttons.join()) {
      this.#pointers.set(pointer, buttons);
      this.#onChange();
    }
  }

  #pointOf({ clientX, clientY }: PointerEvent): Point {
    const { left, top, width, height } = this.#zone.body.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  }
}
