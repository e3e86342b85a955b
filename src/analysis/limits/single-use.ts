/** Options under which a connection serves one request only. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { BoundedModel } from "../../catalog/index.ts";
import type { File } from "../file.ts";
import { type CallNode, unwrapped } from "../tree.ts";
import { optionOf } from "./options.ts";

export interface SingleUseFound {
  readonly advice: string;
  /** It is not set at all, so that it can be written. */
  readonly isMissing: boolean;
}

/** The first such option; absent where the file does not show the options. */
export function singleUseOf(
  call: CallNode,
  { options, singleUse = [] }: BoundedModel,
  file: File,
): SingleUseFound | undefined {
  for (const { option, is, advice } of singleUse) {
    const value = optionOf(call, options, option, file);
    if (value === "opaque") continue;
    if (value ? reads(value, is) : is === "absent") return { advice, isMissing: !value };
  }
  return undefined;
}

function reads(value: TSESTree.Node, is: string | number | boolean | null): boolean {
  const it = unwrapped(value);
  if (it.type !== T.Literal) return false;
  return typeof it.value === "string" ? it.value.toLowerCase() === is : it.value === is;
}
