/** Whose ESLint, parser and TypeScript do the work. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { leaky, leakyTs, mended, mendedTs, project, tsconfig } from "./project.ts";

/** A package that has a version and cannot be loaded. */
function unusable(name: string, version: string, more: object = {}): Record<string, string> {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, version, main: "index.cjs", ...more }),
    [`node_modules/${name}/index.cjs`]: `throw new Error("${name} ${version} does not run here");`,
  };
}

const seven = unusable("typescript", "7.0.2");
const parser = unusable("@typescript-eslint/parser", "8.72.0", {
  peerDependencies: { eslint: "^8.57.0 || ^9.0.0 || ^10.0.0", typescript: ">=4.8.4 <6.1.0" },
});

const versionsIn = (out: string): unknown => {
  const { eslint, typescript } = JSON.parse(out) as { eslint: string; typescript: string | null };
  return { eslint: eslint.split(".")[0], typescript: typescript?.split(".")[0] ?? null };
};

it("works with leakproof's own where the project has none", async () => {
  const { out, err } = await project({ "a.ts": mendedTs }).run("--json");
  expect({ err, versions: versionsIn(out) }).toEqual({ err: "", versions: { eslint: "10", typescript: "6" } });
});

it.each(["eslint9", "eslint938"])("works with the project's ESLint (%s)", async (version) => {
  const { link, run } = project({ "tsconfig.json": tsconfig, "a.ts": mendedTs });
  link("eslint", version);
  const { code, out, err } = await run("--json");
  expect({ code, err, versions: versionsIn(out) }).toEqual({
    code: 0,
    err: "",
    versions: { eslint: "9", typescript: "6" },
  });
});

it("passes over an ESLint that is too old", async () => {
  const { code, out, err } = await project({ ...unusable("eslint", "8.57.1"), "a.ts": mendedTs }).run("--json");
  expect({ code, versions: versionsIn(out) }).toEqual({ code: 0, versions: { eslint: "10", typescript: "6" } });
  expect(err).toMatch(
    /^leakproof: ESLint 8\.57\.1 in \S+ is passed over: leakproof works with \^9\.38\.0 \|\| \^10\.0\.0\.\n$/,
  );
});

it("passes over a parser that is too old for the ESLint", async () => {
  const old = unusable("@typescript-eslint/parser", "7.18.0", { peerDependencies: { eslint: "^8.56.0" } });
  const { link, runAs, folder } = project({ ...old, "a.ts": mendedTs });
  link("typescript");
  const { code, out, err } = await runAs({ argv: ["--json"] });
  expect({ code, versions: versionsIn(out) }).toEqual({ code: 0, versions: { eslint: "10", typescript: "6" } });
  expect(err).toContain(`@typescript-eslint/parser 7.18.0 in ${join(folder, "node_modules")}`);
  expect(err).toContain("is passed over: it works with ESLint ^8.56.0, not with 10.");
});

it("works with its own TypeScript beside TypeScript 7, and says so", async () => {
  const { run } = project({ ...seven, ...parser, "tsconfig.json": tsconfig, "a.ts": mendedTs });
  const { code, out, err } = await run("--json");
  expect({ code, versions: versionsIn(out) }).toEqual({ code: 0, versions: { eslint: "10", typescript: "6" } });
  expect(out).toContain('"tsconfig": "tsconfig.json"');
  expect(err).toMatch(/^leakproof: TypeScript 7\.0\.2 in \S+ is passed over: .* works with >=4\.8\.4 <6\.1\.0\.$/m);
  expect(err).toMatch(/^leakproof: TypeScript 6\.\S+ in \S+ is used instead\.$/m);
});

/** A project that finds only its own packages, whatever this repository has. */
function alone(files: Readonly<Record<string, string>>) {
  const made = project(files);
  made.link("eslint");
  return { ...made, run: (...argv: string[]) => made.runAs({ argv, home: join(made.folder, "home.js") }) };
}

it("checks only JavaScript without TypeScript, and names what it skips", async () => {
  const { code, out, err } = await alone({ "a.ts": leakyTs, "b.js": mended, "c.tsx": "" }).run();
  expect({ code, out }).toEqual({ code: 0, out: "No leaks (1 file, untyped, 2 skipped)\n" });
  expect(err.split("\n")).toEqual([
    "leakproof: No TypeScript is installed, so leakproof checks only JavaScript: " +
      "'npm install --save-dev @typescript-eslint/parser@8 typescript@6' lets it check TypeScript as well.",
    "leakproof: a.ts is skipped: it needs TypeScript.",
    "leakproof: c.tsx is skipped: it needs TypeScript.",
    "",
  ]);
});

it("reads JSX with ESLint's own parser", async () => {
  const { code, err } = await alone({ "a.jsx": "export const view = <p>{1}</p>;\n" }).run("--json");
  expect({ code, err: err.includes("was not checked") }).toEqual({ code: 0, err: false });
});

it("cannot run when only TypeScript remains and none is installed", async () => {
  const { code, out, err } = await alone({ "a.ts": leakyTs }).run();
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/No TypeScript is installed.*a\.ts is skipped.*No file could be checked\.\n$/s);
});

it("tells how TypeScript 6 and 7 live side by side when there is only 7", async () => {
  const { code, err } = await alone({ ...seven, ...parser, "a.js": mended, "b.ts": leakyTs }).run();
  expect(code).toBe(0);
  expect(err).toContain("TypeScript 7.0.2 in ");
  expect(err).toContain("typescript@npm:@typescript/typescript6 @typescript/native@npm:typescript@7");
});

it("cannot run without ESLint, and says what to install", async () => {
  const { folder, runAs } = project({ "a.js": leaky });
  const { code, out, err } = await runAs({ home: join(folder, "home.js") });
  const sentence = "leakproof: No usable ESLint is installed: 'npm install --save-dev eslint' adds one.\n";
  expect({ code, out, err }).toEqual({ code: 2, out: "", err: sentence });
});

it("says why a parser that does not load is passed over", async () => {
  const { link, run } = alone({ ...parser, "a.js": mended });
  link("typescript");
  const { code, err } = await run();
  expect(code).toBe(0);
  expect(err).toMatch(/parser 8\.72\.0 in \S+ is passed over: @typescript-eslint\/parser 8\.72\.0 does not run here\n/);
});
