/** The path of a leak, as plain JSON that rides on a suggestion's data. */
import type { Linter } from "eslint";
import * as v from "valibot";

const step = v.object({
  kind: v.string(),
  message: v.string(),
  line: v.number(),
  column: v.number(),
  endLine: v.number(),
  endColumn: v.number(),
});

const trace = v.object({
  version: v.literal(1),
  resource: v.string(),
  within: v.string(),
  acquire: v.string(),
  steps: v.array(step),
});

export type Trace = v.InferOutput<typeof trace>;
export type TraceStep = v.InferOutput<typeof step>;

/** Suggestions are the one channel from rule to reporter that survives caches, workers and suppression. */
export function traceOf({ suggestions = [] }: Linter.LintMessage): Trace | undefined {
  for (const { data } of suggestions as readonly { readonly data?: { readonly leakproof?: unknown } }[]) {
    const parsed = v.safeParse(trace, data?.leakproof);
    if (parsed.success) return parsed.output;
  }
  return undefined;
}
