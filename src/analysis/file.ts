/** One file under analysis: its tree, its scopes, its types when there are any, and what is known of libraries. */
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { type Checker, checkerOf } from "./checker.ts";
import { type Knowledge, knowledgeFrom } from "./knowledge.ts";
import type { Settings } from "./settings.ts";

export type { DeclaredType } from "./checker.ts";
export type Variable = TSESLint.Scope.Variable;

export interface File {
  readonly sourceCode: Readonly<TSESLint.SourceCode>;
  readonly settings: Settings;
  readonly knowledge: Knowledge;
  readonly checker: Checker | undefined;
  /** The variable an identifier reads or writes; absent for globals nobody declares and for names that are no references. */
  readonly variableOf: (identifier: TSESTree.Node) => Variable | undefined;
  /** An identifier that no scope of the file declares. */
  readonly isGlobal: (identifier: TSESTree.Node) => boolean;
}

export function fileFrom(sourceCode: Readonly<TSESLint.SourceCode>, settings: Settings): File {
  let found: ReturnType<typeof variablesIn> | undefined;
  const variables = (): ReturnType<typeof variablesIn> => (found ??= variablesIn(sourceCode));
  return {
    sourceCode,
    settings,
    knowledge: knowledgeFrom(settings.libraries),
    checker: checkerOf(sourceCode),
    variableOf: (identifier) => variables().get(identifier),
    isGlobal: (identifier) => isGlobalReference(identifier, variables()),
  };
}

/** Globals that a config declares have a variable without a definition. */
function isGlobalReference(identifier: TSESTree.Node, variables: ReadonlyMap<TSESTree.Node, Variable>): boolean {
  const variable = variables.get(identifier);
  return variable === undefined || variable.defs.length === 0;
}

function variablesIn({ scopeManager }: Readonly<TSESLint.SourceCode>): ReadonlyMap<TSESTree.Node, Variable> {
  const found = new Map<TSESTree.Node, Variable>();
  for (const scope of scopeManager?.scopes ?? []) {
    for (const { identifier, resolved } of scope.references) if (resolved) found.set(identifier, resolved);
    for (const variable of scope.variables) for (const name of variable.identifiers) found.set(name, variable);
  }
  return found;
}
