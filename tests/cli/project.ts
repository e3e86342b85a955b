/** A project on disk for one test, and the command line run in it. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { onTestFinished } from "vitest";
import { main, type Host } from "../../src/cli/main.ts";

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A function that forgets its descriptor on an early return, and the same one mended. */
export const leaky = `import { closeSync, fstatSync, openSync } from "node:fs";

export function sizeOf(path, quiet) {
  const fd = openSync(path, "r");
  const { size } = fstatSync(fd);
  if (quiet) return undefined;
  closeSync(fd);
  return size;
}
`;
export const mended = leaky.replace("if (quiet) return undefined;", "if (quiet) return closeSync(fd);");
export const leakyTs = leaky.replace("(path, quiet)", "(path: string, quiet: boolean)");
export const mendedTs = mended.replace("(path, quiet)", "(path: string, quiet: boolean)");

export const tsconfig = JSON.stringify({
  compilerOptions: { strict: true, module: "NodeNext", types: [] },
  include: ["**/*"],
});

const require = createRequire(import.meta.url);

/** Writes the files and removes them when the test is over. */
export function project(files: Readonly<Record<string, string>>, folderName = "project") {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), "leakproof-")));
  onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
  const folder = join(temporary, folderName);
  mkdirSync(folder);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    folder,
    write,
    read: (path: string): string => readFileSync(join(folder, path), "utf8"),
    /** Installs a package of this repository under a name, as it is. */
    link: (name: string, installedAs = name): void => {
      const place = join(folder, "node_modules", name);
      mkdirSync(dirname(place), { recursive: true });
      symlinkSync(dirname(require.resolve(`${installedAs}/package.json`)), place);
    },
    run: (...argv: readonly string[]): Promise<Answer> => run({ argv, cwd: folder }),
    runAs: (host: Partial<Host>): Promise<Answer> => run({ cwd: folder, ...host }),
  };
}

/** Like the real streams, but keeps what is written. */
export class Kept extends Writable {
  text = "";
  readonly isTTY: boolean;
  constructor(isTTY = false) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }
  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

export async function run(host: Partial<Host>): Promise<Answer> {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const code = await main({ argv: [], cwd: tmpdir(), env: {}, home: import.meta.url, stdout, stderr, ...host });
  return { code, out: stdout.text, err: stderr.text };
}
