/** Who minds that a piped stream fails: handlers that end the other side, `finished()`, somebody else who is given it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import {
  calleeNameOf,
  type CallNode,
  callsIn,
  isFunction,
  keyNameOf,
  type Root,
  rootOf,
  textStartOf,
  unwrapped,
  wrapped,
} from "../tree.ts";
import type { Chain } from "./chains.ts";

export interface Minds {
  /** Something that ends all of them is told of them. */
  readonly both: boolean;
  readonly source: boolean;
  readonly target: boolean;
}

const ENDS_ALL = /^(?:addAbortSignal|compose|destroy|eos|finished|miss|onFinished|pipeline|pump|pumpify)$/u;
const ENDS = /^(?:abort|cancel|close|closeSync|destroy|destroySoon|end|resetAndDestroy|unpipe)$/u;
const GIVEN_ENDS =
  /^#?_?(?:(?:force|safe|safely|try)_?)?(?:[Aa]bort|[Cc]lean_?[Uu]p|[Cc]lose|[Dd]estroy|[Ee]nd)(?![a-z])/u;

export function mindsOf({ call, source, streams, links }: Chain, file: File): Minds {
  const target = streams.at(-1);
  const names = [source, ...streams].flatMap((one) => file.variableOf(one) ?? []);
  const own = isOwnField(source) ? classAround(call) : undefined;
  const roots = new Set([outermost(call), ...names.flatMap(rootOfName), ...(own ? [own] : [])]);
  const calls = [...roots].flatMap((root) => callsIn(root, file.sourceCode.visitorKeys));
  const isTold = (one: CallNode): boolean =>
    ENDS_ALL.test(calleeNameOf(one)) &&
    one.arguments.some((argument) => names.some((name) => name === file.variableOf(unwrapped(argument))));
  const endsBy = (node: TSESTree.Node | undefined): boolean =>
    node !== undefined &&
    (calls.some((one) => isEnd(one, node, file) || isGivenToEnd(one, node, file)) || isGivenAway(node, call, file));
  const isHandled = links.some((link) => link.arguments.some((one) => endsOther(one, file)));
  return {
    both: calls.some(isTold) || hasSignal(source),
    source: endsBy(source) || (isServerRequest(source) && calls.some((one) => isErrorListener(one, target, file))),
    target: endsBy(target) || isHandled,
  };
}

const rootOfName = ({ defs }: Variable): readonly Root[] => (defs[0] ? [rootOf(defs[0].name)].filter(isFunction) : []);

/** The function around all functions around it. */
function outermost(node: TSESTree.Node): Root {
  let root = rootOf(node);
  while (isFunction(root) && isFunction(rootOf(root.parent))) root = rootOf(root.parent);
  return root;
}

const isOwnField = (node: TSESTree.Node): boolean =>
  node.type === T.MemberExpression && node.object.type === T.ThisExpression;

function classAround(node: TSESTree.Node): TSESTree.ClassBody | undefined {
  for (let at = node.parent; at; at = at.parent) if (at.type === T.ClassBody) return at;
  return undefined;
}

/** What is left of a request is read by the server once it has been answered, and who minds the failure answers. */
const isServerRequest = (node: TSESTree.Node): boolean =>
  node.type === T.Identifier && /^req(?:uest)?$/u.test(node.name);

function isErrorListener({ callee, arguments: [event] }: CallNode, of: TSESTree.Node | undefined, file: File): boolean {
  if (callee.type !== T.MemberExpression || !of || textStartOf(event) !== "error") return false;
  return isSameStream(callee.object, of, file);
}

/** `this.closeSocket(socket)`, `safeDestroy(stream)`: a call that is named for an end, and is given it. */
const isGivenToEnd = (call: CallNode, stream: TSESTree.Node, file: File): boolean =>
  GIVEN_ENDS.test(calleeNameOf(call)) && call.arguments.some((argument) => isSameStream(argument, stream, file));

/** `source.destroy()`, also as what a handler does. */
function isEnd({ callee }: CallNode, stream: TSESTree.Node, file: File): boolean {
  if (callee.type !== T.MemberExpression || !ENDS.test(keyNameOf(callee) ?? "")) return false;
  return isSameStream(callee.object, stream, file);
}

function isSameStream(one: TSESTree.Node, stream: TSESTree.Node, file: File): boolean {
  const variable = file.variableOf(unwrapped(stream));
  if (variable) return file.variableOf(unwrapped(one)) === variable;
  return file.sourceCode.getText(one) === file.sourceCode.getText(stream);
}

/** Stored, returned or passed on, it is somebody else's to end. */
function isGivenAway(stream: TSESTree.Node, call: TSESTree.CallExpression, file: File): boolean {
  const variable = file.variableOf(unwrapped(stream));
  if (!variable || isFunction(variable.defs[0]?.node)) return false;
  return variable.references.some(({ identifier }) => {
    const at = wrapped(identifier);
    const { parent } = at;
    switch (parent?.type) {
      case T.CallExpression:
      case T.NewExpression:
        return parent.callee !== at && calleeNameOf(parent) !== "pipe" && parent !== call;
      case T.ReturnStatement:
      case T.Property:
      case T.ArrayExpression:
      case T.SpreadElement:
        return true;
      case T.AssignmentExpression:
        return parent.right === at;
      case T.MemberExpression:
        // `stream.destroy` passed by name.
        return ENDS.test(keyNameOf(parent) ?? "");
      default:
        return false;
    }
  });
}

function endsOther(handler: TSESTree.Node, file: File): boolean {
  if (!isFunction(handler)) return false;
  return callsIn(handler, file.sourceCode.visitorKeys).some((one) => ENDS.test(calleeNameOf(one)));
}

/** `createReadStream(path, { signal })` ends when the signal says so. */
function hasSignal(source: TSESTree.Node): boolean {
  if (source.type !== T.CallExpression) return false;
  return source.arguments.some(
    (one) =>
      one.type === T.ObjectExpression &&
      one.properties.some((it) => it.type === T.Property && keyNameOf(it) === "signal"),
  );
}
