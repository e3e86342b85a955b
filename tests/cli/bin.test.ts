/** The built program, started as users start it. */
import { execFile, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import plugin from "../../src/index.ts";
import { builtPackage } from "../package/built.ts";
import { leaky, mended, project } from "./project.ts";

const execute = promisify(execFile);
const home = builtPackage("bin");
const bin = join(home, "dist/cli/bin.js");

afterAll(() => rmSync(home, { recursive: true, force: true }));

async function started(cwd: string, ...argv: readonly string[]) {
  const {
    stdout,
    stderr,
    code = 0,
  } = (await execute(process.execPath, [bin, ...argv], { cwd }).catch((error: unknown) => error)) as {
    stdout: string;
    stderr: string;
    code?: number;
  };
  return { stdout, stderr, code };
}

it("prints its version", async () => {
  expect(await started(home, "--version")).toEqual({ stdout: `${plugin.meta.version}\n`, stderr: "", code: 0 });
});

it("exits with 0, 1 and 2", async () => {
  const { folder } = project({ "clean/a.js": mended, "leaky/b.js": leaky, ".eslintignore": "a.js" });
  expect(await started(folder, "clean")).toEqual({ stdout: "No leaks (1 file, untyped)\n", stderr: "", code: 0 });
  expect(await started(folder)).toMatchObject({ stderr: "", code: 1 });
  expect(await started(folder, "nowhere")).toMatchObject({ stdout: "", code: 2 });
});

it("does not complain when its reader has seen enough", async () => {
  const { folder } = project({ "a.js": leaky });
  const child = spawn(process.execPath, [bin, "--json"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  await new Promise((done) => child.on("close", done));
  expect(complaint).toBe("");
});
