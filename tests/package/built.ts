/** Builds the package into a folder of its own, so that tests need no `dist` and disturb none. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./manifest.ts";

/** The folder of a package as npm would publish it; it lies in the project, so that its dependencies resolve. */
export function builtPackage(name: string): string {
  const folder = join(root, "out", "tests", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "README.md", "LICENSE", "docs"])
    cpSync(join(root, file), join(folder, file), { recursive: true });
  const dist = join(folder, "dist");
  const run = (tool: string, ...args: string[]): unknown =>
    execFileSync(process.execPath, [join(root, "node_modules", tool), ...args], { cwd: root, stdio: "pipe" });
  // Types are checked by `npm run check:types`.
  run("typescript/bin/tsc", "-p", "tsconfig.build.json", "--noCheck", "--outDir", dist);
  run("rolldown/bin/cli.mjs", "-c", "--dir", dist);
  return folder;
}
