import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { demo, root } from "./project.ts";

/** A fresh project outside of the repository, into which the packed package was installed. */
export class ProjectOfUser {
  readonly folder = mkdtempSync(join(tmpdir(), "edgeboy-user-"));

  constructor() {
    const pack = ["pack", "--workspace", "edgeboy", "--pack-destination", this.folder];
    execFileSync("npm", pack, { cwd: join(root, "web"), stdio: "pipe" });
    const tarball = readdirSync(this.folder).find((name) => name.endsWith(".tgz"));
    if (tarball === undefined) throw new Error("npm pack left no tarball");
    this.write("package.json", JSON.stringify({ type: "module", private: true }));
    // Offline: the package must bring all that it needs.
    execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${tarball}`], {
      cwd: this.folder,
      stdio: "pipe",
    });
    this.putDemo("public");
  }

  /** Writes a file, by its path in the project. */
  write(name: string, text: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Puts the demo's ROM into a folder of the project. */
  putDemo(folder: string): void {
    mkdirSync(join(this.folder, folder), { recursive: true });
    copyFileSync(demo, join(this.folder, folder, "demo.gb"));
  }

  /** Copies the installed package's files into a folder of the project, as for a plain page. */
  copyPackage(folder: string): void {
    const from = join(this.folder, "node_modules", "edgeboy", "dist");
    cpSync(from, join(this.folder, folder), { recursive: true });
  }

  /** Runs a program in the project; gives what it printed. */
  run(program: string, ...options: string[]): string {
    return execFileSync(program, options, { cwd: this.folder, encoding: "utf8" });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
