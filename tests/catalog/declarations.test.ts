/** Every name that a model writes exists in the real declarations, with the oldest and the newest types of Node. */
import { beforeAll, describe, expect, test } from "vitest";
import { catalog, type LibraryModel } from "../../src/catalog/index.ts";
import { complaintsAbout, disposableOf } from "./complaints.ts";
import { declaredBy, type Declared } from "./declared.ts";

const misspelt: LibraryModel = {
  modules: ["fs"],
  resources: [
    {
      name: "descriptor",
      types: ["Dirr"],
      acquire: [
        "openSync()",
        "openSnyc()",
        "await readFileSync()",
        "exists((_) => {})",
        "{ pth: _ } = opendirSync()",
        { form: "opendirSync()", since: 99 },
        { form: "opendirSync()", unless: [{ argument: 1, option: "bufferSzie", is: 1 }] },
      ],
      release: ["closeSync(_)", "closeSnyc(_)", "_.colse()", "_()", "_[Symbol.dispose]()"],
      takenBy: ["createReadStream(path, { fdd: _ })", "accessSync(path, mode, _)"],
      borrowedBy: ["readSync(_)", "opendirSync(_)"],
      fluent: ["toFixed"],
      views: ["toFoxed"],
      limits: ["bufferSize", "maximum"],
      cwe: [775],
    },
  ],
  bounded: [
    {
      name: "poller",
      calls: ["watchFile()", "watchFiel()"],
      options: [1],
      timeout: { by: ["interval", "intervall", "_.ref()", "_.fer()"], through: ["persistant"], write: "interval: 1" },
      singleUse: [
        { option: "bigint", is: true, advice: "leave it out" },
        { option: "bigitn", is: true, advice: "no" },
      ],
    },
  ],
  transports: [{ name: "descriptor reader", made: ["openSync()", "openSnyc()"] }],
  throws: ["accesSync()"],
  handlers: [{ per: "tick", given: ["watchFile(..._)", "watchFiel(..._)"], handlerTypes: ["Stats", "Statz"] }],
  neverReturns: ["existsSync()"],
};

const models = [...catalog, misspelt];
const versions = ["@types/node", "types-node-26"] as const;
const worlds = new Map<string, Declared>();
const world = (version: string): Declared => worlds.get(version)!;

beforeAll(() => {
  for (const version of versions) worlds.set(version, declaredBy(models, version));
});

/** Prisma generates its client into the program that uses it; React's declarations are no part of its package. Stores and sharp are read from their packages by hand. */
const generated = ["@prisma/client", "react", "sharp", "@lumino/disposable", "event-kit", "vs/base/common/lifecycle"];
const declaredModels = catalog.filter(({ modules }) => !modules.some((module) => generated.includes(module)));

describe.each(versions)("with %s", (version) => {
  test.each(declaredModels.map((model, index) => [model.modules.join(", "), index, model] as const))(
    "%s (model %i) writes only what is declared",
    (_, __, model) => expect(complaintsAbout(model, world(version))).toEqual([]),
  );
});

test("the two programs see two versions of Node's types", () =>
  expect(versions.map((version) => world(version).node)).toEqual([20, 26]));

test("a misspelt model is named form by form", () =>
  expect(complaintsAbout(misspelt, world("types-node-26"))).toEqual([
    "descriptor, acquire: openSnyc()",
    "descriptor, acquire: await readFileSync()",
    "descriptor, acquire: { pth: _ } = opendirSync()",
    "descriptor, since 99: opendirSync()",
    "descriptor, release: closeSnyc(_)",
    "descriptor, release: _.colse()",
    "descriptor, release: _()",
    "descriptor, takenBy: createReadStream(path, { fdd: _ })",
    "descriptor, takenBy: accessSync(path, mode, _)",
    "descriptor, borrowedBy: opendirSync(_)",
    "descriptor, condition: bufferSzie in argument 1 of opendirSync()",
    "descriptor, limit: maximum",
    "descriptor, no release: boolean",
    "descriptor, types: Dirr",
    "descriptor, fluent: toFixed",
    "descriptor, views: toFoxed",
    "poller, calls: watchFiel()",
    "poller, bound: intervall",
    "poller, bound: _.fer()",
    "poller, bound: persistant",
    "poller, single use: bigitn",
    "throws: accesSync()",
    "transports: openSnyc()",
    "neverReturns: existsSync()",
    "handlers: watchFiel(..._)",
    "handlers: Statz",
  ]));

describe("the disposal symbols that are declared somewhere are those that the model says", () => {
  const resources = catalog.flatMap((model) =>
    model.resources.map((resource) => ({ name: resource.name, model, resource })),
  );
  const ofItself = resources.filter(({ resource }) => resource.stateOf === undefined);
  test.each(ofItself)("$name", ({ model, resource }) =>
    expect(disposableOf(resource, model, [...worlds.values()])).toBe(resource.disposable ?? "none"),
  );
});
