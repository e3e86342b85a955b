/** Which tsconfig includes each file: the nearest that really does, as editors decide it. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type TypeScript from "typescript";
import { tsconfigAt, type Tsconfig } from "./tsconfig.ts";

/** Files to be checked together: those of one tsconfig, or, without one, those that have no types. */
export interface Project {
  readonly tsconfig: Tsconfig | undefined;
  readonly files: readonly string[];
}

export interface Division {
  readonly projects: readonly Project[];
  readonly broken: readonly Tsconfig[];
}

type Reading = (path: string) => Tsconfig;

export function projectsOf(files: readonly string[], typescript: typeof TypeScript): Division {
  const known = new Map<string, Tsconfig>();
  const read = (path: string): Tsconfig => {
    const tsconfig = known.get(path) ?? tsconfigAt(path, typescript);
    known.set(path, tsconfig);
    return tsconfig;
  };
  const owned = new Map<Tsconfig | undefined, string[]>();
  for (const file of files) {
    const owner = ownerOf(file, read);
    const siblings = owned.get(owner);
    if (siblings === undefined) owned.set(owner, [file]);
    else siblings.push(file);
  }
  return {
    projects: [...owned].map(([tsconfig, own]) => ({ tsconfig, files: own })),
    broken: [...known.values()].filter((tsconfig) => tsconfig.broken !== undefined),
  };
}

/** Climbs like TypeScript's own server; a broken tsconfig ends the climb, since it might have included the file. */
function ownerOf(file: string, read: Reading): Tsconfig | undefined {
  for (const folder of foldersAbove(file)) {
    const path = join(folder, "tsconfig.json");
    if (!existsSync(path)) continue;
    const nearest = read(path);
    const owner = [nearest, ...referredTo(nearest, read)].find((tsconfig) => tsconfig.includes.has(file));
    if (owner !== undefined || nearest.broken !== undefined) return owner;
  }
  return undefined;
}

function referredTo(tsconfig: Tsconfig, read: Reading, seen = new Set([tsconfig.path])): Tsconfig[] {
  return tsconfig.references.flatMap((path) => {
    if (seen.has(path)) return [];
    seen.add(path);
    const referred = read(path);
    return [referred, ...referredTo(referred, read, seen)];
  });
}

function foldersAbove(file: string): string[] {
  const folder = dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}
