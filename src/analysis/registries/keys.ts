/** What is known of keys: two name one entry or certainly two, and some nobody else can know before. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { isWrittenOnce } from "../origin.ts";
import { calleeNameOf, nodesIn, unwrapped } from "../tree.ts";

export function areSame(one: TSESTree.Node, other: TSESTree.Node, file: File): boolean {
  return textOf(one, file) === textOf(other, file);
}

/** Only texts made of the same parts in another way, and the connection where its name was the key, are certainly others. */
export function cannotBeSame(put: TSESTree.Node, taken: TSESTree.Node, peer: Variable, file: File): boolean {
  const [made, asked] = [resolved(put, file), resolved(taken, file)];
  if (areSame(put, taken, file)) return false;
  if (isPeer(asked, peer, file) || isPeer(made, peer, file))
    return isText(made) || isText(asked) || isOwnMember(made, asked);
  if (isText(made) && isText(asked)) return true;
  return (isText(made) && isPartOf(asked, made, file)) || (isText(asked) && isPartOf(made, asked, file));
}

const isPeer = (node: TSESTree.Node, peer: Variable, file: File): boolean =>
  node.type === T.Identifier && file.variableOf(node) === peer;

/** `socket.id` and `socket`. */
function isOwnMember(one: TSESTree.Node, other: TSESTree.Node): boolean {
  const [member, whole] = one.type === T.MemberExpression ? [one, other] : [other, one];
  return (
    member.type === T.MemberExpression &&
    member.object.type === T.Identifier &&
    whole.type === T.Identifier &&
    member.object.name === whole.name
  );
}

/** A template of several parts, or of a part and a text. */
function isText(node: TSESTree.Node): node is TSESTree.TemplateLiteral {
  if (node.type !== T.TemplateLiteral || node.expressions.length === 0) return false;
  return node.expressions.every(({ type }) => type === T.MemberExpression || type === T.Identifier);
}

function isPartOf(node: TSESTree.Node, text: TSESTree.TemplateLiteral, file: File): boolean {
  const isMore = text.expressions.length > 1 || text.quasis.some(({ value }) => value.raw !== "");
  return isMore && text.expressions.some((part) => areSame(part, node, file));
}

/** What a name that is given its value once stands for. */
export function resolved(node: TSESTree.Node, file: File, depth = 0): TSESTree.Node {
  const it = unwrapped(node);
  const variable = it.type === T.Identifier ? file.variableOf(it) : undefined;
  const at = variable?.defs[0]?.node as TSESTree.Node | undefined;
  if (depth > 4 || !isWrittenOnce(variable) || at?.type !== T.VariableDeclarator || at.id.type !== T.Identifier)
    return it;
  return at.init && isPlain(at.init, file) ? resolved(at.init, file, depth + 1) : it;
}

/** It says the same wherever it stands. */
const isPlain = (node: TSESTree.Node, { sourceCode: { visitorKeys } }: File): boolean =>
  nodesIn(node, visitorKeys).every(({ type }) => PLAIN.has(type));

const PLAIN: ReadonlySet<string> = new Set([
  T.ChainExpression,
  T.Identifier,
  T.Literal,
  T.MemberExpression,
  T.TemplateElement,
  T.TemplateLiteral,
  T.TSAsExpression,
  T.TSNonNullExpression,
]);

const textOf = (node: TSESTree.Node, file: File): string => {
  const it = resolved(node, file);
  if (it.type !== T.TemplateLiteral)
    return file.sourceCode
      .getText(it)
      .replace(/[?!]\.?/gu, ".")
      .replace(/\.\.+/gu, ".");
  const parts = it.expressions.map((one) => `\${${textOf(one, file)}}`);
  return it.quasis.map(({ value }, index) => `${value.raw}${parts[index] ?? ""}`).join("");
};

/** A counter, a random identifier: nobody else can know the key before. */
export function isFresh({ defs: [definition] }: Variable): boolean {
  const at = definition?.node as TSESTree.Node | undefined;
  if (at?.type !== T.VariableDeclarator || !at.init || at.parent.kind !== "const") return false;
  const it = unwrapped(at.init);
  if (it.type === T.UpdateExpression) return true;
  return it.type === T.CallExpression && FRESH.test(calleeNameOf(it));
}

const FRESH = /^(?:cuid|nanoid|random\w*|symbol|ulid|uuid\w*|v[1-7]|(?:create|generate|make|new|next)_?\w*id)$/iu;
