export { type Action, actionLabels, actions, type Command } from "./actions.js";
export {
  type BindingConflict,
  type Bindings,
  conflicts,
  defaultBindings,
  parseBindings,
} from "./bindings.js";
export type { GamepadControl } from "./gamepad-controls.js";
export { GamepadInput, type GamepadOptions, type PadInfo } from "./gamepad-input.js";
export { gamepadLabel } from "./gamepad-labels.js";
export type { ButtonTarget, CommandListener } from "./held-actions.js";
export { KeyboardInput, type KeyboardOptions } from "./keyboard-input.js";
export { canBindKey, type KeyboardLayout, keyboardLayout, keyLabel } from "./keys.js";
export { type TouchOptions, TouchPad } from "./touch-pad.js";
