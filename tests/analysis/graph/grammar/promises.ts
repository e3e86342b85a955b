/** Random promise chains: what starts them, and the handlers they run. */
import * as fc from "fast-check";
import { construct, insideFunction, numberAt as n, type Piece, type Pieces } from "./place.ts";

const base: Piece = (at) => `a(${n(at)})`;

export function executors(statements: Pieces): Pieces {
  return construct(
    "new Promise",
    [statements, fc.constantFrom("resolve", "reject", ""), statements],
    (at, before, settle, after) => {
      if (at.startsLater) return undefined;
      const id = n(at);
      const inside = insideFunction(at, "function");
      const settled = settle && `${settle}${id}(t);`;
      return `new Promise((resolve${id}, reject${id}) => { ${before(inside)} ${settled} ${after(inside)} })`;
    },
    base,
  );
}

export function chains(statements: Pieces, expression: Pieces): Pieces {
  const starts = fc.oneof(
    { weight: 3, arbitrary: fc.constant(base) },
    executors(statements),
    construct("chain in optional chain", [], (at) => `m(${n(at)})?.a(${n(at)})`, base),
    construct("optional chain before a chain", [expression], (at, a) => `m(${n(at)})?.p.a(${n(at)}, ${a(at)})`, base),
    construct(
      "async function called and chained",
      [statements],
      (at, body) =>
        at.startsLater
          ? undefined
          : `(async () => { ${body(insideFunction(at, "async function", { isAwaited: true }))} })()`,
      base,
    ),
  );
  const handler = handlers(statements);
  const link = fc.oneof(
    construct("then", [handler], (at, f) => `.then(${f(at)})`, base),
    construct("then with both", [handler, handler], (at, f, g) => `.then(${f(at)}, ${g(at)})`, base),
    construct(
      "then for rejection",
      [fc.constantFrom("undefined", "null"), handler],
      (at, no, f) => `.then(${no}, ${f(at)})`,
      base,
    ),
    construct("then without rejection", [handler], (at, f) => `.then(${f(at)}, undefined)`, base),
    construct("catch", [handler], (at, f) => `.catch(${f(at)})`, base),
    construct("finally", [handler], (at, f) => `.finally(${f(at)})`, base),
  );
  return fc.tuple(starts, fc.array(link, { minLength: 1, maxLength: 3 })).map(([start, links]) => (at) => {
    const started = start(at);
    // The graph has the handlers made before the chain starts, the engine has them made once an executor has run.
    const place = { ...at, startsLater: /^[am]\(/.test(started) };
    return started + links.map((one) => one(place)).join("");
  });
}

const named: Piece = (at) => {
  const id = n(at);
  at.ledger.handlers.push(id);
  return `h${id}`;
};

function handlers(statements: Pieces): Pieces {
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<Piece>((at) => `() => e(${n(at)})`) },
    construct(
      "handler",
      [fc.constantFrom("function", "async function"), statements],
      (at, kind, body) => {
        const arrow = kind === "function" ? "() =>" : "async () =>";
        return `${arrow} { ${body(insideFunction(at, kind, { isAwaited: true }))} }`;
      },
      base,
    ),
    construct("handler by name", [], named, named),
    construct("handler made by a call", [], (at) => (at.startsLater ? `make(${n(at)})` : undefined), named),
  );
}
