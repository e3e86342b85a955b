/** Where does a program say what is to happen at its end? By signals, hooks of frameworks, and what a module exports to stop it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { exportOf } from "../origin.ts";
import { functionNamed } from "../ownership/index.ts";
import { type CallNode, callsIn, type FunctionNode, isFunction, keyNameOf, textStartOf, unwrapped } from "../tree.ts";
import { occasionAt } from "./handlers.ts";
import { occasionsFrom } from "./occasions.ts";

/** A function that runs when the program, or what the module is for, ends. */
export interface Ending {
  readonly fn: FunctionNode;
  /** Where the file says so, as messages point to it. */
  readonly at: TSESTree.Node;
  /** Only when nothing is left to do: a server that still listens keeps the event from coming. */
  readonly isIdle: boolean;
}

/** In the order of the text, signals and hooks before exports. */
export function endingsIn(file: File): readonly Ending[] {
  const { ast, text, visitorKeys } = file.sourceCode;
  const { endWords, hooks } = occasionsFrom(file.settings.libraries);
  const calls = endWords.test(text) ? callsIn(ast, visitorKeys) : [];
  const methods = [...hooks.keys()].some((name) => text.includes(name)) ? hookedIn(ast.body, hooks) : [];
  return [...calls.flatMap((call) => announcedAt(call, endWords, file)), ...methods, ...exportedFrom(ast.body)];
}

/** `process.once("SIGTERM", stop)`, `app.addHook("onClose", stop)`; for each signal of a list, too. */
function announcedAt(call: CallNode, endWords: RegExp, file: File): readonly Ending[] {
  const [event, ...given] = call.arguments;
  const word = textStartOf(event);
  if (!event || given.length === 0 || (word === undefined ? !isAnySignal(call, event, file) : !endWords.test(word)))
    return [];
  return given.flatMap((one) => {
    const fn = word === undefined || occasionAt(one, file) === "end" ? functionNamed(one, file) : undefined;
    return fn ? [{ fn, at: call, isIdle: word === "beforeExit" }] : [];
  });
}

/** `for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stop)`. */
function isAnySignal({ callee }: CallNode, event: TSESTree.Node, file: File): boolean {
  const it = unwrapped(callee);
  if (event.type !== T.Identifier || it.type !== T.MemberExpression || !/^(?:on|once)$/u.test(keyNameOf(it) ?? ""))
    return false;
  const named = exportOf(it, file);
  return named !== undefined && /^(?:globalThis\|process\.|process\|)/u.test(`${named.module}|${named.path}`);
}

function hookedIn(body: readonly TSESTree.Node[], hooks: ReadonlyMap<string, unknown>): readonly Ending[] {
  return body.flatMap((statement) => {
    const declared = "declaration" in statement && statement.declaration ? statement.declaration : statement;
    if (declared.type !== T.ClassDeclaration) return [];
    return declared.body.body.flatMap((element) =>
      element.type === T.MethodDefinition && hooks.has(keyNameOf(element) ?? "") && isFunction(element.value)
        ? [{ fn: element.value, at: element, isIdle: false }]
        : [],
    );
  });
}

/** `export async function shutdown()`, `export const stop = () => …`. */
function exportedFrom(body: readonly TSESTree.Node[]): readonly Ending[] {
  return body.flatMap((statement): readonly Ending[] => {
    if (statement.type !== T.ExportNamedDeclaration || !statement.declaration) return [];
    const { declaration } = statement;
    if (declaration.type === T.FunctionDeclaration)
      return isEnd(declaration.id?.name ?? "") ? [{ fn: declaration, at: declaration, isIdle: false }] : [];
    if (declaration.type !== T.VariableDeclaration) return [];
    return declaration.declarations.flatMap(({ id, init }) =>
      id.type === T.Identifier && isEnd(id.name) && init && isFunction(init)
        ? [{ fn: init, at: init, isIdle: false }]
        : [],
    );
  });
}
