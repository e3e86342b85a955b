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
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  // Types are checked by `npm run check:types`.
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json", "--noCheck", "--outDir", join(folder, "dist")], {
    cwd: root,
  });
  return folder;
}
