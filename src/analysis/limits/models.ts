/** The calls that a program has to bound, found by the import or the global that they name. */
import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { type BoundedModel, catalog, type LibraryModel, parseForm } from "../../catalog/index.ts";
import type { File } from "../file.ts";
import { plainModule } from "../knowledge.ts";
import { exportOf } from "../origin.ts";
import { type CallNode, unwrapped } from "../tree.ts";

interface BoundedCalls {
  /** By `module|path` for functions, `module|new path` for constructors. */
  readonly models: ReadonlyMap<string, BoundedModel>;
  /** Finds the specifiers and globals without which a file calls none of them. */
  readonly mentioned: RegExp;
}

const known = new WeakMap<readonly LibraryModel[], BoundedCalls>();

/** The users' own models stand before the built-in ones. */
export function boundedCalls(own: readonly LibraryModel[]): BoundedCalls {
  const found = known.get(own);
  if (found) return found;
  const libraries = [...own, ...catalog].filter(({ bounded }) => bounded !== undefined);
  const entries = libraries.flatMap(entriesOf);
  const modules = libraries.flatMap((library) => library.modules).filter((module) => module !== "globalThis");
  const globals = entries.filter(([key]) => key.startsWith("globalThis|")).map(([key]) => key.replace(/^.*[| ]/u, ""));
  const made = {
    models: new Map(entries.toReversed()),
    mentioned: new RegExp(`["'](?:node:)?(?:${anyOf(modules)})["']|\\b(?:${anyOf(globals)})\\s*\\(`, "u"),
  };
  known.set(own, made);
  return made;
}

function entriesOf({ modules, bounded = [] }: LibraryModel): readonly (readonly [string, BoundedModel])[] {
  return bounded.flatMap((model) =>
    model.calls.flatMap((written) => {
      const { kind, path } = parseForm(typeof written === "string" ? written : written.form);
      return modules.map((module) => [`${plainModule(module)}|${kind === "new" ? "new " : ""}${path}`, model] as const);
    }),
  );
}

const anyOf = (words: readonly string[]): string =>
  [...new Set(words)].map((word) => word.replace(/[$()*+./?[\\\]^{|}]/gu, "\\$&")).join("|");

export function boundedModelOf(call: CallNode, file: File): BoundedModel | undefined {
  const named = exportOf(unwrapped(call.callee), file);
  const prefix = call.type === T.NewExpression ? "new " : "";
  return named && boundedCalls(file.settings.libraries).models.get(`${named.module}|${prefix}${named.path}`);
}
