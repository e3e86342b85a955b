/** What holds for every built-in model, whatever its library. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { describe, expect, test } from "vitest";
import { catalog, type LibraryModel, parseForm } from "../../src/catalog/index.ts";
import { conditional, forms } from "./written-forms.ts";

const folder = new URL("../../src/catalog/", import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const resources = catalog.flatMap((model) => model.resources.map((resource) => ({ name: resource.name, resource })));
const installed = new URL("../../node_modules/", import.meta.url);
const isInstalled = (name: string): boolean => existsSync(new URL(name, installed));
/** Packages that no test needs, whose names are all that is known of them. */
const notInstalled =
  /^(@angular|@clack|@commander-js|@hapi|@hono|@inquirer|@jest|@koa|@oclif|@playwright|@prisma|@reduxjs|@remix-run|@sveltejs|astro|ava|aws-lambda|cac|citty|clipanion|cypress|electron|ember-source|expo|inquirer|lit|meow|mocha|mongoose|next|nuxt|preact|react|react-native|react-redux|restify|solid-js|svelte|tap|vue|winston)(\/|$)/;
const kindsOf = (written: readonly string[]) => written.map((form) => parseForm(form).kind);

describe("every library", () => {
  test.each(catalog.map((model) => ({ name: model.modules.join(", "), model })))(
    "$name says something",
    ({ model }) => {
      const exported = (model.handlers ?? []).flatMap((one) => one.exported ?? []);
      const places = [model.runsIn, model.dependentsRunIn].filter((place) => place !== undefined);
      expect([...forms(model), ...exported, ...(model.peers ?? []), ...places].length).toBeGreaterThan(0);
      for (const { form } of forms(model)) expect(parseForm(form).path, form).not.toMatch(/^node:/u);
    },
  );

  test("gives each of its resources a name of its own", () => {
    const named = new Map<string, string[]>();
    for (const { modules, resources: own } of catalog)
      for (const module of modules) named.set(module, [...(named.get(module) ?? []), ...own.map(({ name }) => name)]);
    for (const [module, names] of named) expect(names, module).toEqual([...new Set(names)]);
  });

  test("that says where a file or a package runs is one of Node's, one that is installed, or one that is not", () => {
    const said = catalog
      .filter((one) => one.runsIn !== undefined || one.dependentsRunIn !== undefined)
      .flatMap(({ modules }) => modules);
    const strangers = said.filter(
      (module) => !builtinModules.includes(module) && !isInstalled(module.replace("/*", "")),
    );
    expect(strangers.filter((module) => !notInstalled.test(module))).toEqual([]);
  });

  test("stands in the list, and only once", async () => {
    const modules = await Promise.all(files.map((file): Promise<object> => import(new URL(file, folder).href)));
    const written = modules.flatMap((module): unknown[] => Object.values(module)).filter(isModel);
    expect(new Set(written)).toEqual(new Set(catalog));
    expect(catalog).toHaveLength(new Set(written).size);
  });
});

describe.each(resources)("$name", ({ resource }) => {
  const acquires = resource.acquire.map((form) => parseForm(conditional(form).form));

  test("is called by two to four words in lower case", () =>
    expect(resource.name).toMatch(/^[a-z0-9]+( [a-z0-9]+){0,3}$/u));

  test("comes from an acquiring call, not from something done to it", () => {
    expect(acquires.length).toBeGreaterThan(0);
    for (const { kind, argument, path } of acquires) {
      const isNamed = kind === "call" || kind === "new" || (kind === "function" && argument !== undefined);
      expect(isNamed, path).toBe(true);
    }
  });

  test("is released by one call at least, of which a disposal symbol is the last to recommend", () => {
    const [first, ...others] = kindsOf(resource.release);
    const isSymbol = first === "dispose" || first === "asyncDispose";
    if (isSymbol) expect(others).toEqual(others.filter((kind) => kind === "dispose" || kind === "asyncDispose"));
    else expect(first).toMatch(/^(method|function|handle)$/u);
  });

  test("names no form twice under the same conditions", () => {
    for (const list of [
      resource.acquire.map((form) => JSON.stringify(form)),
      resource.release,
      resource.borrowedBy ?? [],
    ])
      expect(list).toEqual([...new Set(list)]);
  });

  test("has a weakness number and says where its behaviour was learned", () => {
    expect(resource.cwe.length).toBeGreaterThan(0);
    expect(resource.source).toMatch(/^(probed|source|docs|memory)$/u);
  });

  test("has no event that both ends it and need not come", () => {
    const ends: readonly string[] = resource.ends ?? [];
    expect((resource.mayNotCome ?? []).filter((event) => ends.includes(event))).toEqual([]);
  });

  test("is the state of its receiver exactly if a statement or method of another thing brings it about", () => {
    const isStatement = acquires.some(
      ({ literal, callback, path }) => literal !== undefined && !callback && path.includes("."),
    );
    if (isStatement) expect(resource.stateOf).toBe("receiver");
    if (resource.stateOf) for (const { kind, path } of acquires) expect(`${kind} ${path}`).toMatch(/^call \w+\.\w+$/u);
  });
});

test("every file of the catalogue opens with its responsibility", () => {
  for (const file of files)
    expect(readFileSync(new URL(file, folder), "utf8"), file).toMatch(/^\/\*\* \S.*[.?] \*\/\n/u);
});

function isModel(value: unknown): value is LibraryModel {
  return typeof value === "object" && value !== null && "modules" in value && "resources" in value;
}
