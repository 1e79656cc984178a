import { describe, expect, it } from "vitest";

import { type FromWorklet, MessagePipe, Receiver, type ToWorklet } from "./messages.js";
import { Ring } from "./ring.js";
import { RingPlayer } from "./ring-player.js";

/** Both ends, with the messages of each side under way until they are delivered. */
function connected(rate = 48_000) {
  let now = 0;
  const toWorklet: ToWorklet[] = [];
  const toWorker: FromWorklet[] = [];
  const pipe = new MessagePipe(
    { postMessage: (m: ToWorklet) => toWorklet.push(m) },
    rate,
    () => now,
  );
  const ring = new Ring();
  const receiver = new Receiver(ring, (report) => toWorker.push(report));
  const player = new RingPlayer(ring);
  return {
    pipe,
    ring,
    deliver() {
      for (const message of toWorklet.splice(0)) {
        receiver.receive(message);
      }
      for (const report of toWorker.splice(0)) {
        pipe.receive(report);
      }
    },
    /** The sound thread plays for so many calls of 128 samples. */
    play(quanta: number) {
      for (let i = 0; i < quanta; i++) {
        player.render(new Float32Array(128), new Float32Array(128));
        receiver.beat();
      }
    },
    pass(ms: number) {
      now += ms;
    },
  };
}

describe("MessagePipe", () => {
  it("counts what is under way", () => {
    const { pipe, ring, deliver } = connected();
    pipe.write(new Int16Array(2 * 800));
    expect(pipe.buffered).toBe(800);
    deliver();
    expect(ring.buffered).toBe(800);
    expect(pipe.buffered).toBe(800);
  });

  it("learns by reports what was heard, and reckons in between", () => {
    const { pipe, ring, deliver, play, pass } = connected();
    pipe.write(new Int16Array(2 * 4800));
    pipe.open = true;
    deliver();
    play(8);
    deliver();
    expect(ring.buffered).toBe(4800 - 8 * 128);
    expect(pipe.buffered).toBe(4800 - 8 * 128);
    expect(pipe.beats).toBe(8);
    pass(10);
    expect(pipe.buffered).toBe(4800 - 8 * 128 - 480);
  });

  it("does not count what was discarded", () => {
    const { pipe, ring, deliver, play } = connected();
    pipe.write(new Int16Array(2 * 4800));
    pipe.discard();
    expect(pipe.buffered).toBe(0);
    pipe.write(new Int16Array(2 * 100));
    expect(pipe.buffered).toBe(100);
    deliver();
    play(4);
    deliver();
    expect(ring.buffered).toBe(100);
    expect(pipe.buffered).toBe(100);
  });

  it("counts what was kept", () => {
    const { pipe, ring, deliver, play } = connected();
    pipe.write(new Int16Array(2 * 4800));
    pipe.discard(700);
    expect(pipe.buffered).toBe(700);
    deliver();
    play(4);
    deliver();
    expect([ring.buffered, pipe.buffered]).toEqual([700, 700]);
  });

  it("tells of underruns", () => {
    const { pipe, deliver, play } = connected();
    pipe.write(new Int16Array(2 * 600));
    pipe.open = true;
    deliver();
    play(8);
    deliver();
    expect(pipe.underruns).toBe(1);
  });
});
