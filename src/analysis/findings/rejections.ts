/** Responses that a rejection brings along unread, where nobody looks at what it was rejected with. (Only in doubt: `strict`.) */
import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { Arrival } from "../acquisitions.ts";
import { isSaidElsewhere } from "../elsewhere.ts";
import type { File } from "../file.ts";
import { callName, exitTrace } from "../traces.ts";
import { isFunction, rootOf } from "../tree.ts";
import type { Finding } from "../types.ts";
import { acquiredAt } from "./acquired.ts";

export function rejectedFrom({ call, resource, through }: Arrival, file: File): Finding | undefined {
  const { settings, sourceCode } = file;
  const { rejectsWith } = resource;
  if (!rejectsWith || settings.unknownCalls !== "borrows" || through !== "value") return undefined;
  const { path, unless } = rejectsWith;
  const [first = path] = path.split(".");
  // Whoever looks at the error in this file, or sets what is rejected at all, has thought of it.
  const settled = new RegExp(unless.join("|").replaceAll(".", "\\."), "u");
  const minded = new RegExp(`\\.${first}\\b|[{,]\\s*${first}\\s*[},]|${settled.source}`, "u");
  const isOpen = call.arguments.some(
    (one) => one.type === T.ObjectExpression && one.properties.some(({ type }) => type === T.SpreadElement),
  );
  if (isOpen || !isFunction(rootOf(call)) || minded.test(sourceCode.text) || isSaidElsewhere(settled, file))
    return undefined;
  const acquisition = acquiredAt({ call, resource }, "", { release: `error.${path}.destroy()`, mend: undefined });
  const exit = { kind: "rejects", node: call, call: callName(call, sourceCode) } as const;
  return { kind: "unread", acquisition, exit, tier: "strict", trace: exitTrace(acquisition, exit, sourceCode) };
}
