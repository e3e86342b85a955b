/** One file under analysis: its tree, its scopes, its types when there are any, and what is known of libraries. */
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { type Checker, checkerOf } from "./checker/index.ts";
import { type Knowledge, knowledgeFrom } from "./knowledge.ts";
import { makersAlone } from "./makers.ts";
import { namesDeclaredIn } from "./named-code.ts";
import { treeOf } from "./parts.ts";
import type { Settings } from "./settings.ts";
import { type Sources, sourcesAround } from "./sources.ts";
import { modulesIn } from "./written.ts";

export type { DeclaredType } from "./checker/index.ts";
export type Variable = TSESLint.Scope.Variable;

/** Names of functions and classes. */
export interface Code {
  /** All at the top of this file, and their members. */
  readonly own: ReadonlySet<string>;
  /** Those, of this file and of what it imports, whose text may acquire something. */
  readonly makers: ReadonlySet<string>;
}

export interface File {
  readonly sourceCode: Readonly<TSESLint.SourceCode>;
  readonly settings: Settings;
  readonly knowledge: Knowledge;
  readonly checker: Checker | undefined;
  /** Absent without types; the file alone where the settings say that no other is read. */
  readonly sources: Sources | undefined;
  /** What the file's code may make, by its name. Absent where the parser keeps no tree of TypeScript's. */
  readonly code: Code | undefined;
  /** The variable an identifier reads or writes; absent for globals nobody declares and for names that are no references. */
  readonly variableOf: (identifier: TSESTree.Node) => Variable | undefined;
  /** An identifier that no scope of the file declares. */
  readonly isGlobal: (identifier: TSESTree.Node) => boolean;
}

/** `parser` is the one that read the file; another source of the program is read by it, too. */
export function fileFrom(sourceCode: Readonly<TSESLint.SourceCode>, settings: Settings, parser: unknown): File {
  const checker = checkerOf(sourceCode);
  let variables: ReturnType<typeof variablesIn> | undefined;
  let sources: { readonly found: Sources | undefined } | undefined;
  let code: { readonly found: Code | undefined } | undefined;
  const file: File = {
    sourceCode,
    settings,
    knowledge: knowledgeFrom(settings.libraries),
    checker,
    get sources() {
      const fileOf = (other: Readonly<TSESLint.SourceCode>): File => fileFrom(other, settings, parser);
      sources ??= { found: checker ? sourcesAround(file, checker, parser, fileOf) : undefined };
      return sources.found;
    },
    get code() {
      code ??= { found: file.sources ?? codeOf(file) };
      return code.found;
    },
    variableOf: (identifier) => (variables ??= variablesIn(sourceCode)).get(identifier),
    isGlobal: (identifier) => isGlobalReference(identifier, (variables ??= variablesIn(sourceCode))),
  };
  return file;
}

/** Of a file whose program nobody knows. */
function codeOf({ sourceCode, knowledge }: File): Code | undefined {
  const tree = treeOf(sourceCode);
  return tree && { own: namesDeclaredIn(tree), makers: makersAlone(tree, modulesIn(sourceCode.text), knowledge) };
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
