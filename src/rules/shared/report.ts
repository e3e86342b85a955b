/** Words and reports one finding: what every leak message shares. */
import { AST_NODE_TYPES, type TSESTree } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";
import type { Acquisition, Exit, Trace } from "../../analysis/index.ts";
import type { Misuse, MisuseSuggestion, MisuseSuggestionId } from "./misuse-suggestions.ts";
import type { Suggestion, SuggestionId } from "./suggestions.ts";

type Context<M extends string> = Readonly<TSESLint.RuleContext<M, readonly unknown[]>>;

/** Fills the blanks every message shares: who holds what, and what would release it. */
function describe({ holder, node, resource, release }: Acquisition): Record<string, string> {
  return { holder: holder === "" ? calledIn(node) : holder, resource: resource.name, release };
}

/** `this.mutex.acquire()`: what nobody has given a name goes by the call that acquires it. */
function calledIn(node: TSESTree.Node): string {
  switch (node.type) {
    case AST_NODE_TYPES.CallExpression:
      return `${pathOf(node.callee)}()`;
    case AST_NODE_TYPES.NewExpression:
      return `new ${pathOf(node.callee)}()`;
    default:
      return "it";
  }
}

function pathOf(node: TSESTree.Node): string {
  switch (node.type) {
    case AST_NODE_TYPES.Identifier:
      return node.name;
    case AST_NODE_TYPES.PrivateIdentifier:
      return `#${node.name}`;
    case AST_NODE_TYPES.ThisExpression:
      return "this";
    case AST_NODE_TYPES.MemberExpression: {
      const name = node.computed ? "[…]" : `.${pathOf(node.property)}`;
      return `${pathOf(node.object)}${name}`;
    }
    default:
      return "…";
  }
}

/** "the function returns on line 12", to follow "is still open when". */
export function wordsFor({ kind, node, call }: Exit): string {
  const line = `on line ${node.loc.start.line}`;
  switch (kind) {
    case "end":
      return "the function ends";
    case "callback":
      return `the callback ends on line ${node.loc.end.line}`;
    case "iteration":
      return `the loop goes on after line ${node.loc.end.line}`;
    case "yield":
      return `the consumer stops at the 'yield' ${line}`;
    case "return":
      return `the function returns ${line}`;
    case "throw":
      return `the function throws ${line}`;
    case "break":
    case "continue":
      return `the loop goes on with '${kind}' ${line}`;
    case "resolve":
    case "reject":
      return `the promise settles with '${kind}' ${line}`;
    case "rejects":
    case "throws":
      return `${call} ${line} ${kind}`;
  }
}

interface Reported {
  readonly acquisition: Acquisition;
  readonly trace: Trace;
  /** Where the mistake stands, when that is not where it is acquired. */
  readonly at?: TSESTree.Node;
}

/** Reports on the acquiring expression, or where the mistake stands; the path rides on the suggestions, the only channel that reaches a formatter. */
export function reportOn<M extends string>(
  context: Context<M | SuggestionId>,
  { acquisition, trace, at = acquisition.node }: Reported,
  messageId: M,
  data: Record<string, string>,
  suggestions: readonly Suggestion[],
): void {
  const all = { ...describe(acquisition), ...data };
  context.report({
    node: at,
    messageId,
    data: all,
    suggest: suggestions.map((one) => ({ ...one, data: { ...all, leakproof: trace } })),
  });
}

/** Reports where something goes wrong after the release, or too early for it. */
export function reportMisuse<M extends string>(
  context: Context<M | MisuseSuggestionId>,
  { acquisition, trace, by, release, call, holder }: Misuse,
  messageId: M,
  suggestions: readonly MisuseSuggestion[],
): void {
  const isAtEnd = release.type === AST_NODE_TYPES.VariableDeclarator;
  const where = isAtEnd ? "at the end of its block" : `on line ${String(release.loc.start.line)}`;
  const all = { ...describe({ ...acquisition, holder }), call, where };
  const suggest = suggestions.map((one) => ({ ...one, data: { ...all, leakproof: trace } }));
  context.report({ node: by, messageId, data: all, suggest });
}
