/** Does a class see to it that somebody else ends its objects? Then whoever makes one need not hold it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { calleeNameOf, callsIn, isFunction, keyNameOf, unwrapped } from "../tree.ts";
import type { ClassShape } from "./classes.ts";
import { selfOf } from "./self.ts";

/** `process.once("exit", () => this.close())`, `instances.add(this)`. */
export function isEntrusted({ node }: ClassShape, file: File): boolean {
  return callsIn(node, file.sourceCode.visitorKeys).some(
    (call) =>
      call.type === T.CallExpression &&
      !IN_PLACE.test(calleeNameOf(call)) &&
      call.arguments.some((one) => (isSelf(one, file) ? KEEPS.test(calleeNameOf(call)) : givesEnd(one, file))),
  );
}

/** What is run here and now, or as a part of what the object does itself. */
const IN_PLACE = /^(?:catch|every|filter|finally|flatMap|forEach|map|reduce|some|then)$/u;
const KEEPS = /^(?:add|push|register\w*|set|unshift)$/u;

function givesEnd(argument: TSESTree.Node, file: File): boolean {
  const it = unwrapped(argument);
  if (!isFunction(it)) return isOwnEnd(boundIn(it), file);
  return callsIn(it, file.sourceCode.visitorKeys).some(({ callee }) => isOwnEnd(unwrapped(callee), file));
}

/** `this.close` in `this.close.bind(this)`. */
function boundIn(node: TSESTree.Node): TSESTree.Node {
  const callee = node.type === T.CallExpression ? unwrapped(node.callee) : undefined;
  return callee?.type === T.MemberExpression && keyNameOf(callee) === "bind" ? unwrapped(callee.object) : node;
}

const isOwnEnd = (node: TSESTree.Node, file: File): boolean =>
  node.type === T.MemberExpression && isEnd(keyNameOf(node) ?? "") && isSelf(node.object, file);

const isSelf = (node: TSESTree.Node, file: File): boolean => selfOf(unwrapped(node), file) !== undefined;
