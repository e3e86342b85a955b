/** The packed tarball, installed by npm into an empty folder, lints a leak: on the newest ESLint and on the oldest supported. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtPackage } from "./built.ts";
import { manifest } from "./manifest.ts";

const leaking = `import { openSync } from "node:fs";

export function look(path: string): boolean {
  const descriptor: number = openSync(path);
  return descriptor > 0;
}
`;

const config = `import parser from "@typescript-eslint/parser";
import { defineConfig } from "eslint/config";
import leakproof from "eslint-plugin-leakproof";

export default defineConfig({
  files: ["**/*.ts"],
  plugins: { leakproof },
  extends: ["leakproof/recommended"],
  languageOptions: { parser, parserOptions: { projectService: true } },
});
`;

const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT/;

const folders: string[] = [];
let tarball: string;
let packed: readonly string[];

beforeAll(() => {
  const folder = builtPackage("tarball");
  const [{ filename, files }] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  ) as [{ filename: string; files: { path: string }[] }];
  tarball = join(folder, filename);
  packed = files.map((it) => it.path);
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test("holds what users need, and nothing else", () => {
  for (const needed of [
    "dist/index.js",
    "dist/index.d.ts",
    "dist/formatter.js",
    "dist/probe/index.js",
    "dist/probe/index.d.ts",
    "dist/cli/bin.js",
    "README.md",
    "LICENSE",
  ])
    expect(packed).toContain(needed);
  expect(
    packed.filter((it) => !/^(dist\/.*\.(js|d\.ts)|docs\/rules\/.*\.md|package\.json|README\.md|LICENSE)$/.test(it)),
  ).toEqual([]);
});

/** Installs the tarball and its peers into a new folder; answers why not when no network is to be had. */
function installed(eslint: string): { folder: string; problem: string } {
  const folder = mkdtempSync(join(tmpdir(), "leakproof tarball "));
  folders.push(folder);
  mkdirSync(join(folder, "src"));
  const files = {
    "package.json": JSON.stringify({ name: "user", private: true, type: "module" }),
    "tsconfig.json": JSON.stringify({
      compilerOptions: { module: "NodeNext", strict: true, types: ["node"] },
      include: ["src"],
    }),
    "eslint.config.js": config,
    "src/look.ts": leaking,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { "@types/node": types, typescript } = manifest.devDependencies;
  const packages = [tarball, `eslint@${eslint}`, `typescript@${typescript}`, `@types/node@${types}`];
  const npm = spawnSync(
    "npm",
    ["install", "--prefer-offline", "--no-audit", "--no-fund", "--fetch-retries=0", ...packages],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  return { folder, problem: npm.status === 0 ? "" : npm.stderr };
}

describe.each(["10.15.0", "9.38.0"])("ESLint %s", (eslint) => {
  test("lints with the installed tarball, typed, by flat config and by command line", ({ skip }) => {
    const { folder, problem } = installed(eslint);
    skip(offline.test(problem), "npm cannot reach its registry, and the cache lacks a package");
    expect(problem).toBe("");

    const run = (name: string, ...args: string[]) =>
      spawnSync(process.execPath, [join(folder, "node_modules", name), ...args], { cwd: folder, encoding: "utf8" });
    expect(run("eslint/bin/eslint.js", "--version").stdout).toBe(`v${eslint}\n`);
    const { stdout, stderr } = run("eslint/bin/eslint.js", "src", "--format", "json");
    expect(stderr).toBe("");
    const [result] = JSON.parse(stdout) as [{ messages: { ruleId: string; line: number }[] }];
    expect(result.messages.map(({ ruleId, line }) => `${line} ${ruleId}`)).toEqual([
      "4 leakproof/no-unreleased-resource",
    ]);

    const cli = run(".bin/leakproof", "src");
    expect(cli.stderr).not.toContain("    at ");
    expect(cli.stdout).toContain("descriptor");
    expect(cli.status).toBe(1);
  }, 180_000);
});
