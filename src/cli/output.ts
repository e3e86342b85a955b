/** A report's file: never stale, never half written, never somebody's source code. */
import { mkdir, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { CannotRun } from "./cannot-run.ts";

/** Takes the text that ends up in the file, all of it or none. */
export type Writing = (text: string) => Promise<void>;

/** Makes way for a new SARIF file before the work begins, so that no one mistakes an old one for its result. */
export async function sarifWriting(path: string, cwd: string): Promise<Writing> {
  const file = resolve(cwd, path);
  const stats = await stat(file).catch(() => undefined);
  if (stats?.isDirectory()) throw new CannotRun(`'${path}' is a folder. Name a file for --sarif to write.`);
  // A terminal, pipe or null device can neither be deleted nor replaced.
  if (stats !== undefined && !stats.isFile()) return (text) => sentenced(path, () => writeFile(file, text));
  if (stats !== undefined && !(await isReport(file, stats.size)))
    throw new CannotRun(
      `'${path}' is not a SARIF file and would be lost. Name another file for --sarif, or delete it first.`,
    );
  const unfinished = `${file}.unfinished`;
  await sentenced(path, async () => {
    await mkdir(dirname(file), { recursive: true });
    await rm(file, { force: true });
    await writeFile(unfinished, "");
    await rm(unfinished);
  });
  return (text) =>
    sentenced(path, async () => {
      await writeFile(unfinished, text);
      await rename(unfinished, file);
    });
}

/** By its name or by how it starts; an empty file is no loss either. */
async function isReport(file: string, size: number): Promise<boolean> {
  if (size === 0 || file.endsWith(".sarif") || file.endsWith(".sarif.json")) return true;
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.toString("utf8", 0, bytesRead).includes("sarif");
  } finally {
    await handle.close();
  }
}

async function sentenced(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw new CannotRun(
      `'${path}' cannot be written: ${reasons[code] ?? String(error)}. Name another file for --sarif.`,
    );
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "its folder may not be written to",
  EEXIST: "part of the path is a file, not a folder",
  ENOSPC: "the disk is full",
  ENOTDIR: "part of the path is a file, not a folder",
  EPERM: "its folder may not be written to",
  EROFS: "its disk is read-only",
};
