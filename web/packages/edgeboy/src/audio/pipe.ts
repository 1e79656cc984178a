/** Takes samples to the sound thread: a `Ring` in shared memory, or a `MessagePipe`. */
export interface Pipe {
  /** Stereo samples still to be heard. */
  readonly buffered: number;
  /** A number that changes as long as the sound thread is asked for sound. */
  readonly beats: number;
  /** How often samples ran out while they were to be heard. */
  readonly underruns: number;
  /** Whether samples are to be heard; otherwise they wait. */
  open: boolean;
  /** Appends samples, left and right in turn. */
  write(samples: Int16Array<ArrayBuffer>): void;
  /** What was written up to now is not to be heard any more, except for the last `keep` samples. */
  discard(keep?: number): void;
}
