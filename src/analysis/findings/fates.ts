/** What the paths of one function show, as findings. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { failingAt, type Fate, type Tracked } from "../ownership/index.ts";
import { callName, traceOf } from "../traces.ts";
import { isBody } from "../knowledge.ts";
import { functionPathOf, isCall, wrapped } from "../tree.ts";
import type { Acquisition, Finding } from "../types.ts";
import { recommendedRelease, type TextOf, wordedRelease } from "../wording.ts";

export function findingFrom(fate: Fate, file: File): Finding {
  const { sourceCode } = file;
  const { loss, tracked } = fate;
  if (isBody(tracked.arrival.resource)) return unreadFrom(fate, file);
  const acquisition = acquisitionOf(tracked, sourceCode.getText.bind(sourceCode));
  const trace = traceOf(acquisition, fate, sourceCode);
  switch (loss.kind) {
    case "dropped":
      return { kind: "dropped", acquisition, trace };
    case "overwritten":
      return { kind: "overwritten", acquisition, by: loss.by, tier: "recommended", trace };
    case "releasedTwice":
    case "usedAfterRelease":
    case "releasedTooEarly":
      return { ...loss, acquisition, call: callName(loss.by, sourceCode), trace };
    case "partiallyAcquired": {
      const exit = { ...loss.way, call: callName(loss.way.node, sourceCode) };
      return { kind: loss.kind, acquisition, exit, failing: failingAt(loss.way.node, tracked, sourceCode), trace };
    }
    default:
      return { kind: loss.kind, acquisition, exit: { ...loss.way, call: callName(loss.way.node, sourceCode) }, trace };
  }
}

/** Whatever becomes of a response, it is one and the same fact. */
function unreadFrom(fate: Fate, { sourceCode }: File): Finding {
  const { loss, tracked } = fate;
  const { release, mend, ...found } = acquisitionOf(tracked, sourceCode.getText.bind(sourceCode));
  // The body of a response that has none is null.
  const call = release.replace(/(?<=\bbody)\.(?=cancel\b|resume\b)/u, "?.");
  const written = mend?.awaited === true ? `await ${call}` : call;
  const acquisition = { ...found, release: written, mend: mend && { ...mend, call } };
  const { mild } = tracked.arrival.resource;
  const tier = mild === true ? "strict" : "recommended";
  const about = { kind: "unread", acquisition, tier, trace: traceOf(acquisition, fate, sourceCode) } as const;
  if ("way" in loss) return { ...about, exit: { ...loss.way, call: callName(loss.way.node, sourceCode) } };
  return loss.kind === "overwritten" ? { ...about, by: loss.by } : about;
}

export function acquisitionOf(tracked: Tracked, textOf: TextOf): Acquisition {
  const { arrival, holders, root, uses } = tracked;
  const holder = holders[0]?.name ?? "";
  const releases = [...uses].flatMap(([at, list]) =>
    list.some(({ effect }) => effect.kind === "release") && isCall(at) ? [at] : [],
  );
  const { release, mend } = isOption(arrival.call)
    ? recommendedRelease(arrival, undefined, textOf)
    : wordedRelease(tracked, releases, textOf);
  return {
    node: arrival.call,
    resource: arrival.resource,
    holder,
    release,
    mend,
    declaration: declarationOf(tracked),
    releases,
    within: functionPathOf(root),
  };
}

/** It is made for an object that keeps it: `create({ httpsAgent: new Agent() })`. */
const isOption = (call: TSESTree.Node): boolean => wrapped(call).parent?.type === T.Property;

function declarationOf({ arrival, uses }: Tracked): TSESTree.VariableDeclaration | undefined {
  if (arrival.through !== "value" || isOption(arrival.call)) return undefined;
  const [at] =
    [...uses].find(([, list]) =>
      list.some(({ by, effect }) => by === "fresh" && effect.kind === "alias" && effect.inside.length === 0),
    ) ?? [];
  return at?.type === T.VariableDeclarator && at.id.type === T.Identifier && at.parent.declarations.length === 1
    ? at.parent
    : undefined;
}
