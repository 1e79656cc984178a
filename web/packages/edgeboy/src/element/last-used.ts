/** What plays by gamepad while it is the player that was used last. */
export interface GamepadUser {
  setGamepadEnabled(enabled: boolean): void;
}

let lastUsed: GamepadUser | undefined;

/** From now on gamepads are for this player, and for no other of the page. */
export function claimGamepads(user: GamepadUser): void {
  if (lastUsed !== user) {
    lastUsed?.setGamepadEnabled(false);
    lastUsed = user;
    user.setGamepadEnabled(true);
  }
}

/** Gamepads are for nobody until a player is used again. */
export function releaseGamepads(user: GamepadUser): void {
  if (lastUsed === user) {
    user.setGamepadEnabled(false);
    lastUsed = undefined;
  }
}
