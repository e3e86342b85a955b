/** How paths relate, and how they are shown. */
import { dirname, relative, sep } from "node:path";

/** As seen from a folder, with `/` on every system. */
export function shownFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/");
}

/** The deepest folder that holds all of these files. */
export function commonFolder(files: readonly string[]): string {
  return files.map(dirname).reduce((common, folder) => {
    let shared = common;
    while (folder !== shared && !folder.startsWith(shared.endsWith(sep) ? shared : shared + sep))
      shared = dirname(shared);
    return shared;
  });
}
