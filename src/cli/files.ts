/** Which files the named paths mean. */
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { CannotRun } from "./cannot-run.ts";

export interface Selection {
  /** Absolute, sorted, each once. */
  readonly files: readonly string[];
  /** Those that were named outright, not found in a folder: they are checked whatever they look like. */
  readonly named: ReadonlySet<string>;
}

export const typescriptFile = /\.[mc]?tsx?$/;
const anyFile = /\.[mc]?[tj]sx?$/;
const inFolder = "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}";

const ignore = [
  "**/{node_modules,dist,build,out,coverage}/**",
  "**/*.min.{js,mjs,cjs}",
  "**/*.d.{ts,mts,cts}",
  "**/*.d.*.ts",
];

export async function filesOf(paths: readonly string[], cwd: string): Promise<Selection> {
  const found = await Promise.all(paths.map((path) => filesUnder(path, cwd)));
  const named = new Set(found.flatMap((one) => (typeof one === "string" ? [one] : [])));
  const files = [...new Set(found.flat())].sort();
  if (files.length > 0) return { files, named };
  const where = paths.map((path) => `'${path}'`).join(", ");
  throw new CannotRun(`There are no JavaScript or TypeScript files in ${where}. Name the folder that holds them.`);
}

/** The file itself, when a path names one, or all that a folder or glob holds. */
async function filesUnder(path: string, cwd: string): Promise<string | readonly string[]> {
  const place = resolve(cwd, path);
  const stats = await stat(place).catch(() => undefined);
  if (stats?.isDirectory()) return filesMatching(inFolder, place);
  if (stats !== undefined && anyFile.test(path)) return place;
  if (stats !== undefined) throw new CannotRun(`'${path}' is no JavaScript or TypeScript file. Name one, or a folder.`);
  if (isDynamicPattern(path)) return (await filesMatching(path, cwd)).filter((file) => anyFile.test(file));
  throw new CannotRun(`'${path}' does not exist. Name files or folders as they are seen from '${cwd}'.`);
}

async function filesMatching(pattern: string, cwd: string): Promise<readonly string[]> {
  const found = await glob(pattern, {
    cwd,
    ignore,
    absolute: true,
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  return found.map((file) => resolve(file));
}

const longestText = 1024 * 1024;
/** Minifiers write lines this wide on average; people do not. */
const widestLine = 500;

export function isGenerated(text: string): boolean {
  if (text.length > longestText) return true;
  return text.length > 20 * widestLine && text.length / text.split("\n").length > widestLine;
}
