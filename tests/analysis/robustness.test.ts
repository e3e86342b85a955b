/** No program confuses the analysis into a crash: `debug` lets through what it would otherwise swallow. */
import parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { beforeEach, expect, it, vi } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { ts } from "../support/rule-tester.ts";
import { themes } from "./programs/index.ts";

beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
});

function fatalOf(code: string): string[] {
  const config = {
    files: ["**/*.tsx"],
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    plugins: { leakproof: { rules } },
    rules: Object.fromEntries(Object.keys(rules).map((name) => [`leakproof/${name}`, "error"] as const)),
    settings: { leakproof: { debug: true } },
  };
  const messages = new Linter().verify(code, [config as never], "file.tsx");
  return messages.filter(({ ruleId }) => ruleId === null).map(({ message }) => message);
}

const opened = 'import fs from "node:fs"; const fd = fs.openSync("a", "r");';
const inFunction = (body: string): string =>
  `import fs from "node:fs"; export function f(x: any) { const fd = fs.openSync("a", "r"); ${body} }`;

it.each([
  ["nothing at all", ""],
  ["only a comment", "// nothing"],
  ["only a directive", '"use strict";'],
  ["a hashbang", "#!/usr/bin/env node\nsetInterval(() => {}, 1);"],
  ["an enum that computes", `${opened} enum E { A = fd, B = "x".length }`],
  [
    "a namespace in a namespace",
    `namespace A.B { export namespace C { ${opened.slice(25)} } }`.replace("fs.openSync", "setInterval"),
  ],
  [
    "declared globals and modules",
    "declare global { var x: number } declare module 'y' { const z: number } export {};",
  ],
  [
    "overloads and abstract members",
    "abstract class A { abstract f(): void; g(a: string): void; g(a: any) {} declare x: number }",
  ],
  [
    "decorators on everything",
    `${opened} const d: any = 0; @d class A { @d() x = fs.openSync("b"); @d m(@d p: number) { return p; } }`,
  ],
  [
    "private names, static blocks, accessors",
    'import fs from "node:fs"; class A { #f = fs.openSync("a"); static { this.s; } static s = 1; accessor a = 1; get #g() { return this.#f; } has(o: object) { return #f in o; } }',
  ],
  [
    "jsx that opens",
    'import fs from "node:fs"; export const A = () => <div {...{ a: 1 }} data-fd={fs.openSync("a")}>{[1].map((k) => <b key={k}>{k}</b>)}<></></div>;',
  ],
  [
    "destructuring with holes, rests and defaults",
    inFunction(
      "const [, a = fd, ...[b]] = x, { c: { d = fs.openSync('b') } = {}, ...e } = x; [x.a, x[fd]] = [fd, a]; return { a, b, d, e };",
    ),
  ],
  ["labels, repeated and unused", inFunction("a: for (;;) { b: { if (x) break b; continue a; } } ")],
  ["a label repeated in sequence", inFunction("a: { break a; } a: { if (x) break a; } fs.closeSync(fd);")],
  ["code behind a return", inFunction("return; fs.closeSync(fd);")],
  [
    "an empty switch, and a default in the middle",
    inFunction("switch (x) {} switch (x) { case 1: break; default: x(); case 2: fs.closeSync(fd); }"),
  ],
  [
    "try within finally within catch",
    inFunction(
      "try { x(); } catch { try { x(); } finally { try { x(); } catch (e) { throw e; } finally { fs.closeSync(fd); } } } finally { x(); }",
    ),
  ],
  [
    "optional chains in every place",
    inFunction("x?.[fd]?.(fd)?.a.b?.(fs?.closeSync?.(fd)); delete x?.a; x!.a!.b = fd;"),
  ],
  [
    "logical assignments and commas",
    inFunction("x ||= fd; x &&= fd; x ??= (x, fd); x **= 2; return void (fs.closeSync(fd), x);"),
  ],
  [
    "generators that delegate",
    'import fs from "node:fs"; export function* f(): any { const fd = fs.openSync("a"); yield* f(); yield fd; } export async function* g() { yield* f(); for await (const a of g()) yield a; }',
  ],
  [
    "tagged templates, metas and news",
    inFunction("x`a${fd}b`; new x; new (x())(fd); new.target; import.meta.url; `${fs.closeSync(fd)}`;"),
  ],
  [
    "type arguments, satisfies and casts",
    inFunction("(fd as unknown as number satisfies number)!; x<number>(fd); const y = x<string>; <T,>(a: T) => a;"),
  ],
  [
    "names of prototype members",
    'import fs from "node:fs"; const constructor = fs.openSync("a"); const o: any = { __proto__: constructor, toString: constructor }; o.hasOwnProperty(constructor); import { valueOf } from "constructor"; valueOf();',
  ],
  [
    "a function that calls itself",
    'import fs from "node:fs"; function f(fd: number): void { f(fd); } export function g() { f(fs.openSync("a")); const h = () => h(); h(); }',
  ],
  [
    "a variable made from itself",
    "const a: any = a.b(); let c: any = (c = c); var d = d?.connect(); export { a, c, d };",
  ],
  ["an interface that extends itself", "interface B extends B {} export function f(b: B): B { return f(b); }"],
  [
    "using in loops and blocks",
    'import { open } from "node:fs/promises"; export async function f(x: any) { for (using a of x) { await using b = await open("a"), c = a; } for (await using d of x) { d; } }',
  ],
  [
    "exports of every kind",
    'import fs from "node:fs"; export default fs.openSync("a"); export * from "a"; export * as b from "b"; export const { c, ...d } = { c: fs.openSync("c") };',
  ],
  [
    "an import by a computed name",
    "export async function f(x: string) { const m = await import(x); m.open(); const { open } = await import(`a${x}`); open(); }",
  ],
])("reads %s", (_name, code) => {
  expect(fatalOf(code)).toEqual([]);
});

/** The smaller part of real code is exported, and what is not has another place in the tree. */
it.each(Object.entries(themes))("reads the programs on %s when nothing of them is exported", (_theme, cases) => {
  const crashes = cases.flatMap(({ name, code }) => {
    try {
      return fatalOf(code.replace(/^( *)export (?:default )?(?!\s*[{*=])/gmu, "$1")).map((one) => `${name}: ${one}`);
    } catch (error) {
      return [`${name}: ${String(error)}`];
    }
  });
  expect(crashes).toEqual([]);
});

it.each([
  [
    "else-ifs",
    500,
    (count: number) =>
      inFunction(
        Array.from({ length: count }, (_, i) => `if (x === ${String(i)}) x();`).join(" else ") + " fs.closeSync(fd);",
      ),
  ],
  [
    "nested blocks",
    200,
    (count: number) => inFunction(`${"{ if (x) ".repeat(count)}fs.closeSync(fd);${" }".repeat(count)}`),
  ],
  ["nested calls", 300, (count: number) => inFunction(`${"x(".repeat(count)}fd${")".repeat(count)};`)],
  [
    "nested functions",
    100,
    (count: number) => inFunction(`${"(() => { ".repeat(count)}fs.closeSync(fd);${" })();".repeat(count)}`),
  ],
  ["links of a chain", 300, (count: number) => inFunction(`x${".then((a: any) => a)".repeat(count)};`)],
  ["operands", 300, (count: number) => inFunction(`return ${"x + ".repeat(count)}fd;`)],
  [
    "independent conditions",
    60,
    (count: number) =>
      inFunction(`${Array.from({ length: count }, (_, i) => `if (x.a${String(i)}) x();`).join(" ")} fs.closeSync(fd);`),
  ],
  [
    "branches after a release",
    150,
    (count: number) =>
      inFunction(
        `fs.closeSync(fd); ${Array.from({ length: count }, (_, i) => `if (x === ${String(i)}) fs.fstatSync(fd);`).join(" ")} fs.closeSync(fd);`,
      ),
  ],
  [
    "ways out that finally closes",
    1000,
    (count: number) =>
      inFunction(
        `try { ${Array.from({ length: count }, (_, i) => `if (x === ${String(i)}) return fd;`).join(" ")} } finally { fs.closeSync(fd); }`,
      ),
  ],
  [
    "acquisitions",
    300,
    (count: number) =>
      inFunction(
        `${Array.from({ length: count }, (_, i) => `const a${String(i)} = fs.openSync("a");`).join(" ")} fs.closeSync(fd);`,
      ),
  ],
])("reads many %s in bounded time", (_what, count, program) => {
  expect(secondsFor(program(count))).toBeLessThan(10);
});

/** CPU time, which neighbours on the machine disturb less than wall time. */
function secondsFor(code: string): number {
  const start = process.cpuUsage();
  expect(fatalOf(code)).toEqual([]);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const listed = (count: number, piece: (index: string) => string): string =>
  Array.from({ length: count }, (_, index) => piece(String(index))).join(" ");

it.each([
  [
    "a function of 5,000 branches before and after the release",
    5_000,
    (count: number) =>
      inFunction(
        `${listed(count / 2, (i) => `if (x === ${i}) fs.readSync(fd, x);`)} fs.closeSync(fd); ${listed(count / 2, (i) => `if (x === ${i}) x.y();`)} fs.fstatSync(fd);`,
      ),
  ],
  [
    "a function of 2,000 branches that have nothing in common",
    2_000,
    (count: number) => inFunction(`${listed(count, (i) => `if (x.a${i}) x();`)} fs.closeSync(fd);`),
  ],
  [
    "a class of 500 fields that all are released",
    500,
    (count: number) =>
      `export class A { ${listed(count, (i) => `#t${i}: NodeJS.Timeout | undefined;`)} start() { ${listed(count, (i) => `this.#t${i} = setInterval(() => {}, 1);`)} } stop() { ${listed(count, (i) => `clearInterval(this.#t${i});`)} } }`,
  ],
  [
    "a class of 500 fields of which half are forgotten",
    500,
    (count: number) =>
      `import fs from "node:fs"; export class A { ${listed(count, (i) => `readonly t${i} = fs.openSync("a");`)} close() { ${listed(count / 2, (i) => `fs.closeSync(this.t${i});`)} } }`,
  ],
])("reads %s in proportion", { timeout: 60_000 }, (_what, count, program) => {
  secondsFor(program(count / 10));
  // Twice the proportion, and what one garbage collection takes.
  expect(secondsFor(program(count))).toBeLessThan(8 * secondsFor(program(count / 4)) + 0.5);
});

it("reads a file with Windows line ends and a byte order mark", () => {
  const code = ts`
    import fs from "node:fs";
    export function f() {
      const fd = fs.openSync("a", "r");
      fs.closeSync(fd);
    }`;
  expect(fatalOf(`\uFEFF${code.replaceAll("\n", "\r\n")}`)).toEqual([]);
});
