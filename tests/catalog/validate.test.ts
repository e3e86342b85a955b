/** Models that users write: what is admitted, and what is said about each way of getting one wrong. */
import { describe, expect, test } from "vitest";
import { catalog, CatalogueError, librariesFrom } from "../../src/catalog/index.ts";

const resource = { name: "acme lease", acquire: ["await Acme.lease()"], release: ["_.giveBack()"], cwe: [772] };
const withResource = (change: object) => [{ modules: ["acme"], resources: [{ ...resource, ...change }] }];
const withLibrary = (change: object) => [{ modules: ["acme"], resources: [resource], ...change }];

const wrong: readonly (readonly [what: string, value: unknown, message: string])[] = [
  [
    "a library that is not in a list",
    { modules: ["acme"] },
    ': expected a list of libraries, found {"modules":["acme"]}.',
  ],
  ["a library that is a text", ["acme"], '[0]: expected a library, found "acme".'],
  ["a library without modules", [{ resources: [] }], "[0].modules: missing, a library needs it."],
  [
    "an empty list of modules",
    withLibrary({ modules: [] }),
    "[0].modules: expected at least one module specifier, found [].",
  ],
  [
    "a prefixed module",
    withLibrary({ modules: ["node:fs"] }),
    "[0].modules[0]: expected a module specifier without 'node:', found \"node:fs\".",
  ],
  [
    "a misspelt key of a library",
    withLibrary({ modul: [] }),
    "[0].modul: unknown, the nearest known key is 'modules'.",
  ],
  [
    "a misspelt key of a resource",
    withResource({ lifetme: "app" }),
    "[0].resources[0].lifetme: unknown, the nearest known key is 'lifetime'.",
  ],
  [
    "a misspelt key of a condition",
    withResource({ acquire: [{ form: "lease()", when: [{ argument: 0, opton: "x", is: true }] }] }),
    "[0].resources[0].acquire[0].when[0].opton: unknown, the nearest known key is 'option'.",
  ],
  [
    "no release",
    withResource({ release: [] }),
    "[0].resources[0].release: expected at least one form such as '_.close()', found [].",
  ],
  [
    "a release that is no list",
    withResource({ release: "_.close()" }),
    '[0].resources[0].release: expected a list of forms, found "_.close()".',
  ],
  [
    "a form that cannot be read",
    withResource({ release: ["_.close"] }),
    "[0].resources[0].release[0]: The form '_.close' cannot be read: it is not one call such as '_.close()' or 'await Pool.connect()'.",
  ],
  [
    "a conditional form that cannot be read",
    withResource({ acquire: [{ form: "lease(" }] }),
    "[0].resources[0].acquire[0].form: The form 'lease(' cannot be read",
  ],
  [
    "a form that is a number",
    withResource({ acquire: [7] }),
    "[0].resources[0].acquire[0]: expected a form such as '_.close()', found 7.",
  ],
  [
    "a condition without a position",
    withResource({ acquire: [{ form: "lease()", when: [{ is: true }] }] }),
    "[0].resources[0].acquire[0].when[0].argument: missing, a condition needs it.",
  ],
  [
    "an unknown choice",
    withResource({ lifetime: "forever" }),
    "[0].resources[0].lifetime: expected one of 'scoped', 'app', 'class', 'body', found \"forever\".",
  ],
  [
    "a flag that is a text",
    withResource({ unattended: "yes" }),
    '[0].resources[0].unattended: expected true or false, found "yes".',
  ],
  [
    "a fractional position",
    withResource({ cwe: [77.2] }),
    "[0].resources[0].cwe[0]: expected a whole number, found 77.2.",
  ],
  ["an empty name", withResource({ name: "" }), '[0].resources[0].name: expected a text, found "".'],
];

describe("librariesFrom", () => {
  test("admits every built-in model unchanged", () => expect(librariesFrom(catalog)).toEqual(catalog));

  test("admits a conditional form", () => {
    const lease = { form: "lease()", when: [{ argument: 1, option: "keep", is: "present" }], since: 24 };
    expect(librariesFrom(withResource({ acquire: [lease] }))[0]?.resources[0]?.acquire).toEqual([lease]);
  });

  test.each(wrong)("refuses %s", (_, value, message) => {
    expect(() => librariesFrom(value)).toThrow(CatalogueError);
    expect(() => librariesFrom(value)).toThrow(`settings.leakproof.libraries${message}`);
  });

  test("names every wrong field, one on a line", () => {
    const both = withResource({ name: 1, twice: "never" });
    expect(() => librariesFrom(both)).toThrow(/resources\[0\]\.name: .*\n.*resources\[0\]\.twice: /u);
  });
});
