/** An installed package: what it says about itself, and how to load it. */
import { createRequire } from "node:module";
import { dirname } from "node:path";

export interface Package {
  readonly version: string;
  readonly folder: string;
  readonly peers: Readonly<Record<string, string>>;
  /** Resolves as the package itself would. */
  readonly require: NodeJS.Require;
  /** The file that `load` runs. */
  readonly entry: string;
  readonly load: () => unknown;
}

interface Manifest {
  readonly version: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The package that `require("name")` finds from a place, if any. */
export function installed(name: string, from: NodeJS.Require): Package | undefined {
  try {
    const manifest = from.resolve(`${name}/package.json`);
    const entry = from.resolve(name);
    const { version, peerDependencies = {} } = from(manifest) as Manifest;
    return {
      version,
      folder: dirname(manifest),
      peers: peerDependencies,
      require: createRequire(manifest),
      entry,
      load: () => from(entry) as unknown,
    };
  } catch {
    return undefined;
  }
}

/**
 * Makes `borrower` load `lent` where it asks for `name`, so that the parser reads a project with the project's own
 * TypeScript. Too late once the borrower's own copy is loaded.
 */
export function lend(lent: Package, name: string, { require }: Package): void {
  const seat = require.resolve(name);
  if (require.cache[seat] !== undefined) return;
  lent.load();
  require.cache[seat] = require.cache[lent.entry];
}
