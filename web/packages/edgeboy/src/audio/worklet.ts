/// The sound thread's part: an AudioWorklet processor that plays a ring.

import { Receiver, type ToWorklet } from "./messages.js";
import { Ring } from "./ring.js";
import { RingPlayer } from "./ring-player.js";

declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(
  name: string,
  processor: new (options: {
    processorOptions: { ring?: SharedArrayBuffer };
  }) => AudioWorkletProcessor,
): void;

class EdgeBoyProcessor extends AudioWorkletProcessor {
  readonly #ring: Ring;
  readonly #player: RingPlayer;
  #receiver: Receiver | undefined;
  #alive = true;

  constructor(options: { processorOptions: { ring?: SharedArrayBuffer } }) {
    super();
    this.#ring = new Ring(options.processorOptions.ring);
    this.#player = new RingPlayer(this.#ring);
    this.port.onmessage = ({ data }: MessageEvent<{ worker: MessagePort } | "stop">) => {
      if (data === "stop") {
        this.#alive = false;
      } else {
        this.#listen(data.worker);
      }
    };
  }

  process(_inputs: unknown, [output]: [Float32Array[]]): boolean {
    const [left, right] = output;
    if (left && right) {
      this.#player.render(left, right);
    }
    this.#receiver?.beat();
    return this.#alive;
  }

  /** Samples come from the worker as messages: the ring is this thread's alone. */
  #listen(worker: MessagePort): void {
    const receiver = new Receiver(this.#ring, (report) => worker.postMessage(report));
    worker.onmessage = ({ data }: MessageEvent<ToWorklet>) => receiver.receive(data);
    this.#receiver = receiver;
  }
}

registerProcessor("edgeboy", EdgeBoyProcessor);
