// @vitest-environment happy-dom
import { EdgeBoyError, type ErrorCode } from "edgeboy";
import { describe, expect, it } from "vitest";
import { explain } from "./problems.js";

describe("problems in words", () => {
  it("never show what only programmers understand", () => {
    const { title, text } = explain(new TypeError("x is not a function"), "tobu.gb");
    expect(title).toBe("Something went wrong");
    expect(text).toContain("tobu.gb");
    expect(text).not.toContain("function");
  });

  it.each<ErrorCode>(["not-a-rom", "not-a-state", "wrong-game", "state-version", "bad-save"])(
    "of the kind %s name the file",
    (code) => {
      expect(explain(new EdgeBoyError(code, "inner words"), "a.gb").text).toMatch(/^a\.gb /);
    },
  );

  it("are whole sentences where the package's own words are used", () => {
    const error = new EdgeBoyError("unsupported-cartridge", "the cartridge has a camera");
    expect(explain(error, "a.gb").text).toBe("The cartridge has a camera.");
  });

  it("have a title for errors of every kind", () => {
    expect(explain(new EdgeBoyError("running", "It runs."), "It").title).toBe("That did not work");
  });
});
