/** Random expressions: things, conditions, patterns and classes. */
import * as fc from "fast-check";
import { construct, enclosed, insideFunction, numberAt as n, type Piece, type Place, type Pieces } from "./place.ts";

/** What the expressions are made of; each part may be as deep as fast-check lets it. */
export interface Parts {
  readonly expression: Pieces;
  readonly condition: Pieces;
  readonly pattern: Pieces;
  readonly statements: Pieces;
  readonly chain: Pieces;
}

const call: Piece = (at) => `e(${n(at)})`;
const test: Piece = (at) => `c(${n(at)})`;
export const leafExpression: Pieces = fc.constantFrom<Piece>(
  call,
  (at) => `m(${n(at)})`,
  (at) => `new e(${n(at)})`,
);
export const leafCondition: Pieces = fc.constantFrom<Piece>(test, (at) => `m(${n(at)})`);

const args = (made: readonly Piece[], at: Place): string => made.map((one) => `, ${one(at)}`).join("");

export function expressions({ expression, condition, pattern, statements }: Parts): Pieces[] {
  const of = <const P extends readonly fc.Arbitrary<unknown>[]>(
    name: string,
    parts: P,
    print: Parameters<typeof construct<P>>[2],
  ): Pieces => construct(name, parts, print, call);
  const some = fc.array(expression, { minLength: 1, maxLength: 2 });
  return [
    of("call", [some], (at, made) => `e(${n(at)}${args(made, at)})`),
    of("new", [some], (at, made) => `new e(${n(at)}${args(made, at)})`),
    of("tagged template", [expression], (at, it) => `tag\`${n(at)} \${${it(at)}}\``),
    of(
      "conditional expression",
      [condition, expression, expression],
      (at, c, a, b) => `(${c(at)} ? ${a(at)} : ${b(at)})`,
    ),
    of("&&", [condition, expression], (at, c, a) => `(${c(at)} && ${a(at)})`),
    of("||", [condition, expression], (at, c, a) => `(${c(at)} || ${a(at)})`),
    of("??", [expression], (at, a) => `(m(${n(at)}) ?? ${a(at)})`),
    of("sequence", [expression, expression], (at, a, b) => `(${a(at)}, ${b(at)})`),
    of("assignment", [expression], (at, a) => `(t.p = ${a(at)})`),
    of("member assignment", [expression], (at, a) => `(e(${n(at)})[p(${n(at)})] = ${a(at)})`),
    of(
      "logical assignment",
      [fc.constantFrom("??=", "||=", "&&="), expression],
      (at, op, a) => `(e(${n(at)}).o ${op} ${a(at)})`,
    ),
    of("destructuring assignment", [pattern], (at, it) => `(${it({ ...at, isAssigning: true })} = e(${n(at)}))`),
    optionalChain(expression),
    of("await", [condition], (at, c) => (at.isAsync ? `(await (${c(at)} ? a(${n(at)}) : e(${n(at)})))` : undefined)),
    of("await", [], (at) => (at.isAsync ? `(await a(${n(at)}))` : undefined)),
    of("yield", [expression], (at, a) => (at.isGenerator ? `(yield ${a(at)})` : undefined)),
    of("yield*", [], (at) => (at.isGenerator ? `(yield* once(${n(at)}))` : undefined)),
    of(
      "array, object, template",
      [expression, expression, expression],
      (at, a, b, c) => `[${a(at)}, { p: ${b(at)}, [p(${n(at)})]: \`\${${c(at)}}\` }]`,
    ),
    of("spread", [expression], (at, a) => `[...list(${n(at)}), { ...${a(at)} }]`),
    of("function literal", [statements], (at, body) => `(function () { ${body(insideFunction(at, "function"))} })`),
    of("generator called", [statements], (at, body) => `(function* () { ${body(insideFunction(at, "generator"))} })()`),
    of("function called in place", [statements], (at, body) => `(() => { ${body(insideFunction(at, "function"))} })()`),
    of(
      "parameter with default",
      [expression, statements],
      (at, a, body) => `((v = ${a(enclosed(at))}) => { ${body(insideFunction(at, "function"))} })(t.o)`,
    ),
    of("async function awaited in place", [statements], (at, body) =>
      at.isAsync
        ? `(await (async () => { ${body(insideFunction(at, "async function", { isAwaited: true }))} })())`
        : undefined,
    ),
    of(
      "function run per element",
      [fc.constantFrom(".forEach", ".map", "?.map", ".filter"), statements],
      (at, method, body) => {
        const list = `list(${n(at)})${method}`;
        return `${list}((x) => { ${body(insideFunction(at, "function"))} })`;
      },
    ),
    classes({ expression, statements }),
  ];
}

/** What a pattern binds: a member when it assigns, a new variable when it declares. */
function target(at: Place): string {
  return at.isAssigning ? `e(${n(at)}).p` : `v${n(at)}`;
}

export function patterns({ expression, pattern }: Pick<Parts, "expression" | "pattern">): Pieces {
  const piece = (name: string, parts: readonly [Pieces], print: (at: Place, part: Piece) => string): Pieces =>
    construct(name, parts, print, call);
  const property = fc.oneof(
    piece("object default", [expression], (at, a) => `o: ${target(at)} = ${a(at)}`),
    piece("computed key", [expression], (at, a) => `[o(${n(at)})]: ${target(at)} = ${a(at)}`),
    piece("nested pattern", [pattern], (at, it) => `p: ${it(at)}`),
    piece("nested pattern with default", [pattern], (at, it) => `o: ${it(at)} = e(${n(at)})`),
  );
  const element = fc.oneof(
    piece("array default", [expression], (at, a) => `${target(at)} = ${a(at)}`),
    piece("nested pattern with default", [pattern], (at, it) => `${it(at)} = e(${n(at)})`),
  );
  const listed = (parts: Pieces): fc.Arbitrary<readonly Piece[]> => fc.array(parts, { minLength: 1, maxLength: 2 });
  const joined = (made: readonly Piece[], at: Place): string => made.map((one) => one(at)).join(", ");
  return fc.oneof(
    construct("object pattern", [listed(property)], (at, made) => `{ ${joined(made, at)} }`, call),
    construct("array pattern", [listed(element)], (at, made) => `[${joined(made, at)}]`, call),
  );
}

type Link = (at: Place, mayBeMissing: boolean) => readonly [text: string, mayBeMissing: boolean];

function optionalChain(expression: Pieces): Pieces {
  const dot = (missing: boolean): string => (missing ? "?." : ".");
  const links = fc.oneof(
    fc.constantFrom<Link>(
      (_, missing) => [`${dot(missing)}p`, false],
      (_, missing) => [`${dot(missing)}o`, true],
      (at, missing) => [`${dot(missing)}m(${n(at)})`, true],
      (at, missing) => [`${missing ? "?." : ""}[p(${n(at)})]`, false],
    ),
    expression.map((it): Link => (at, missing) => [`${missing ? "?." : ""}(${n(at)}, ${it(at)})`, false]),
    expression.map((it): Link => (at, missing) => [`${dot(missing)}e(${n(at)}, ${it(at)})`, false]),
  );
  const print = (at: Place, base: "e" | "m", made: readonly Link[]): string => {
    const last: Link = (_, missing) => [`${dot(missing)}e(${n(at)})`, false];
    return [...made, last].reduce<readonly [string, boolean]>(
      ([text, missing], link) => {
        const [more, isMissing] = link(at, missing);
        return [text + more, isMissing];
      },
      [`${base}(${n(at)})`, base === "m"],
    )[0];
  };
  return construct("optional chain", [fc.constantFrom("e", "m"), fc.array(links, { maxLength: 3 })], print, call);
}

export function conditions({ expression, condition }: Pick<Parts, "expression" | "condition">): Pieces[] {
  const of = <const P extends readonly fc.Arbitrary<unknown>[]>(
    name: string,
    parts: P,
    print: Parameters<typeof construct<P>>[2],
  ): Pieces => construct(name, parts, print, test);
  return [
    of("!", [condition], (at, c) => `!${c(at)}`),
    of("condition &&", [condition, condition], (at, a, b) => `(${a(at)} && ${b(at)})`),
    of("condition ||", [condition, condition], (at, a, b) => `(${a(at)} || ${b(at)})`),
    of("condition ? :", [condition, condition, condition], (at, a, b, c) => `(${a(at)} ? ${b(at)} : ${c(at)})`),
    of("condition ??", [condition], (at, a) => `(m(${n(at)}) ?? ${a(at)})`),
    of("condition in sequence", [expression, condition], (at, a, c) => `(${a(at)}, ${c(at)})`),
    of("condition assigned", [condition], (at, c) => `(t.p = ${c(at)})`),
    of("condition awaited", [], (at) => (at.isAsync ? `(await ac(${n(at)}))` : undefined)),
    of("condition in optional chain", [], (at) => `m(${n(at)})?.o?.c(${n(at)})`),
  ];
}

/** Static parts run where the class stands; methods and fields of instances do not. */
function classes({ expression, statements }: Pick<Parts, "expression" | "statements">): Pieces {
  const member = fc.oneof(
    construct(
      "static block",
      [statements],
      (at, body) => `static { ${body(enclosed(at))} }`,
      () => "",
    ),
    construct(
      "static field",
      [expression],
      (at, a) => `static v${n(at)} = ${a(enclosed(at))};`,
      () => "",
    ),
    construct(
      "static accessor",
      [expression],
      (at, a) => `static accessor v${n(at)} = ${a(enclosed(at))};`,
      () => "",
    ),
    construct(
      "field",
      [expression],
      (at, a) => `v${n(at)} = ${a(enclosed(at))};`,
      () => "",
    ),
    construct(
      "method",
      [statements],
      (at, body) => `m${n(at)}() { ${body(insideFunction(at, "function"))} }`,
      () => "",
    ),
    construct(
      "computed static field",
      [expression],
      (at, a) => `static [p(${n(at)})] = ${a(enclosed(at))};`,
      () => "",
    ),
    construct(
      "computed method",
      [],
      (at) => `[p(${n(at)})]() {}`,
      () => "",
    ),
  );
  const members = fc.array(member, { minLength: 1, maxLength: 3 });
  return construct(
    "class",
    [fc.boolean(), members],
    (at, isDerived, made) => {
      const heritage = isDerived ? `extends e(${n(at)}) ` : "";
      return `(class ${heritage}{ ${made.map((one) => one(at)).join(" ")} })`;
    },
    call,
  );
}
