import { EdgeBoyError } from "../errors.js";
import type { Channel } from "../types.js";

const CHANNELS: readonly Channel[] = ["pulse1", "pulse2", "wave", "noise"];

/**
 * The module's number for a channel.
 *
 * @throws `unsupported-option`
 */
export function channelNumber(channel: Channel): number {
  const number = CHANNELS.indexOf(channel);
  if (number < 0) {
    throw new EdgeBoyError(
      "unsupported-option",
      `There is no sound channel "${channel}": the channels are ${CHANNELS.join(", ")}.`,
    );
  }
  return number;
}
