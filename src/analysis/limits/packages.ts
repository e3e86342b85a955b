/** What is the package that a file belongs to? Its package.json says what it depends on, and whether it is run by its name. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { File } from "../file.ts";
import { isNeededIn } from "../surroundings.ts";

/** It depends on a server's libraries and on none of a page's. */
export function isServersPackage(filename: string, file: File): boolean {
  const known = packageAbove(dirname(filename));
  if (!known || known.browser !== undefined || known.browserslist !== undefined) return false;
  const needed = Object.keys(known.dependencies ?? {});
  return (
    needed.some((name) => isNeededIn("server", name, file)) &&
    !namesIn(known).some((name) => isNeededIn("page", name, file))
  );
}

/** It is run by its name, and reads the words of a command; what is bundled into it need not be a dependency. */
export function isCommandsPackage(filename: string, file: File): boolean {
  const known = packageAbove(dirname(filename));
  return known?.bin !== undefined && namesIn(known).some((name) => isNeededIn("tool", name, file));
}

/** All that it is for is to be run by its name: nobody can import it, and it depends on no server's library. */
export function isCommandOnly(filename: string, file: File): boolean {
  const known = packageAbove(dirname(filename));
  const isImported = [known?.exports, known?.main, known?.module].some((one) => one !== undefined);
  return !isImported && isCommandsPackage(filename, file) && !isServersPackage(filename, file);
}

const namesIn = ({ dependencies, devDependencies, peerDependencies }: Package): readonly string[] =>
  [dependencies, devDependencies, peerDependencies].flatMap((names) => Object.keys(names ?? {}));

type Names = Readonly<Record<string, unknown>>;

interface Package {
  readonly dependencies?: Names;
  readonly devDependencies?: Names;
  readonly peerDependencies?: Names;
  readonly bin?: unknown;
  readonly exports?: unknown;
  readonly main?: unknown;
  readonly module?: unknown;
  readonly browser?: unknown;
  readonly browserslist?: unknown;
}

/** Files without a name of a package only say how modules below them are read. */
function packageAbove(folder: string): Package | undefined {
  const found = readPackage(join(folder, "package.json"));
  if (found && "name" in found) return found;
  const above = dirname(folder);
  return above === folder ? undefined : packageAbove(above);
}

function readPackage(path: string): Package | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof found === "object" && found !== null ? found : undefined;
  } catch {
    return undefined;
  }
}
