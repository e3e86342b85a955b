/** A report's file: never stale, never half written, never somebody's source code. */
import { lstat, mkdir, open, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { CannotRun } from "./cannot-run.ts";

/** Takes the text that ends up in the file, all of it or none. */
export type Writing = (text: string) => Promise<void>;

/** Makes way for a new SARIF file before the work begins, so that no one mistakes an old one for its result. */
export async function sarifWriting(path: string, cwd: string): Promise<Writing> {
  const file = resolve(cwd, path);
  const [place, target] = await Promise.all([lstat, stat].map((look) => look(file).catch(() => undefined)));
  if (target?.isDirectory()) throw new CannotRun(`'${path}' is a folder. Name a file for --sarif to write.`);
  if (target?.isFile() && !(await isReport(file, target.size)))
    throw new CannotRun(
      `'${path}' is not a SARIF file and would be lost. Name another file for --sarif, or delete it first.`,
    );
  // What a link, pipe or device leads to is written, but the link itself is not ours to delete: '/dev/stdout' is one.
  const writing = place === undefined || place.isFile() ? replacing(file) : through(file, target?.isFile() === true);
  await sentenced(path, writing.prepare);
  return (text) => sentenced(path, () => writing.write(text));
}

interface Preparation {
  readonly prepare: () => Promise<void>;
  readonly write: Writing;
}

function replacing(file: string): Preparation {
  const unfinished = `${file}.unfinished`;
  return {
    async prepare() {
      await mkdir(dirname(file), { recursive: true });
      await rm(file, { force: true });
      await writeFile(unfinished, "");
      await rm(unfinished);
    },
    async write(text) {
      await writeFile(unfinished, text);
      await rename(unfinished, file);
    },
  };
}

function through(file: string, isFile: boolean): Preparation {
  return {
    // A pipe would take an empty text for all there is.
    prepare: () => (isFile ? truncate(file) : Promise.resolve()),
    write: (text) => writeFile(file, text),
  };
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
