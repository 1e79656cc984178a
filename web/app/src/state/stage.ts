/** The picture of the running game: while it has the focus, keys are the game's. */
export const stage: { current: HTMLDivElement | null } = { current: null };

/** Gives the keys back to the game. */
export function focusStage(): void {
  stage.current?.focus({ preventScroll: true });
}
