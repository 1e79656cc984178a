import { expect, it, vi } from "vitest";

import { Emitter } from "./emitter.js";

interface Events {
  number: number;
  nothing: undefined;
}

it("calls listeners until they are removed", () => {
  const events = new Emitter<Events>();
  const heard: number[] = [];
  const listener = (n: number) => heard.push(n);
  const remove = events.on("number", listener);
  const removeSecond = events.on("number", listener);
  events.emit("number", 1);
  remove();
  remove();
  events.emit("number", 2);
  removeSecond();
  events.emit("number", 3);
  expect(heard).toEqual([1, 1, 2]);
});

it("tells of an event's first listener and of its last one's end", () => {
  const changes: string[] = [];
  const events: Emitter<Events> = new Emitter((event) =>
    changes.push(`${event} ${events.has(event)}`),
  );
  const first = events.on("number", () => {});
  const second = events.on("number", () => {});
  first();
  second();
  expect(changes).toEqual(["number true", "number false"]);
});

it("reports what a listener throws, and calls the others", () => {
  const reportError = vi.fn();
  vi.stubGlobal("reportError", reportError);
  const events = new Emitter<Events>();
  const second = vi.fn();
  const failure = new Error("a page's mistake");
  events.on("nothing", () => {
    throw failure;
  });
  events.on("nothing", second);
  events.emit("nothing", undefined);
  expect(reportError).toHaveBeenCalledWith(failure);
  expect(second).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});

it("lets listeners remove themselves while they are called", () => {
  const events = new Emitter<Events>();
  const heard: string[] = [];
  const remove = events.on("nothing", () => {
    heard.push("first");
    remove();
  });
  events.on("nothing", () => heard.push("second"));
  events.emit("nothing", undefined);
  events.emit("nothing", undefined);
  expect(heard).toEqual(["first", "second", "second"]);
});
