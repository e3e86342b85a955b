/** Where a program talks over standard input by a library that does not notice its end, and whether it notices by itself. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { catalog, type LibraryModel, parseForm, type TransportModel } from "../../catalog/index.ts";
import { textsElsewhere } from "../elsewhere.ts";
import type { File } from "../file.ts";
import { lastName, plainModule } from "../knowledge.ts";
import { exportOf } from "../origin.ts";
import type { CallNode } from "../tree.ts";

interface Transports {
  /** By `module|new path`. */
  readonly exports: ReadonlyMap<string, TransportModel>;
  /** Finds the names without which a file makes none of them. */
  readonly mentioned: RegExp;
}

const known = new WeakMap<readonly LibraryModel[], Transports>();

function transportsFrom(own: readonly LibraryModel[]): Transports {
  const found = known.get(own);
  if (found) return found;
  const made = indexed([...own, ...catalog]);
  known.set(own, made);
  return made;
}

function indexed(libraries: readonly LibraryModel[]): Transports {
  const all = libraries.flatMap(({ modules, transports = [] }) =>
    transports.flatMap((model) => model.made.map((form) => ({ modules, model, form: parseForm(form) }))),
  );
  const names = [...new Set(all.map(({ form }) => lastName(form.path)))];
  return {
    exports: new Map(
      all.flatMap(({ modules, model, form: { kind, path } }) =>
        modules.map((one) => [`${plainModule(one)}|${kind === "new" ? "new " : ""}${path}`, model] as const),
      ),
    ),
    mentioned: new RegExp(`\\b(?:${names.join("|")})\\(`, "u"),
  };
}

export const mayHaveTransport = ({ settings, sourceCode: { text } }: File): boolean =>
  settings.unknownCalls === "borrows" && transportsFrom(settings.libraries).mentioned.test(text);

/** The transport that a call makes over standard input. */
export function transportAt(call: CallNode, file: File): TransportModel | undefined {
  const { exports, mentioned } = transportsFrom(file.settings.libraries);
  if (!mentioned.test(file.sourceCode.getText(call))) return undefined;
  const named = exportOf(call.callee, file);
  const prefix = call.type === T.NewExpression ? "new " : "";
  const model = named && exports.get(`${named.module}|${prefix}${named.path}`);
  return model && readsInput(model, call.arguments[0], file) ? model : undefined;
}

function readsInput(model: TransportModel, input: TSESTree.Node | undefined, file: File): boolean {
  if (!input) return model.readsInput === true;
  const named = exportOf(input, file);
  return named !== undefined && INPUTS.has(`${named.module}|${named.path}`);
}

const INPUTS: ReadonlySet<string> = new Set(["globalThis|process.stdin", "process|stdin"]);

/** What is done with standard input and says nothing of its end: it is given to a transport, or asked what it is. */
const DEAF =
  /\b[A-Z]\w*\(\s*process\.stdin\b|\bprocess\.stdin\??\.(?:isTTY|fd|setEncoding|setRawMode|resume|ref|(?:on|once|addListener)\(\s*["'`](?:data|error)["'`])/gu;
/** Whatever else may hear it; who asks for the parent, or for a channel to it, notices too that the client has gone. */
const HEARING =
  /\bprocess\.stdin\b|\bstdin\b[^{}]*\}\s*(?:=\s*process\b|from\s*["'](?:node:)?process["'])|\bppid\b|\bprocess\.\w+\(\s*["'`]disconnect\b/u;

/** Something in the file, or in another source of the program, may hear that standard input has ended; not one that starts its own. */
export function isHeard({ heardBy = [] }: TransportModel, file: File): boolean {
  const { mentioned } = transportsFrom(file.settings.libraries);
  const says = (text: string): boolean =>
    HEARING.test(text.replace(DEAF, "")) || heardBy.some((method) => text.includes(`.${method}(`));
  return says(file.sourceCode.text) || textsElsewhere(file).some((text) => !mentioned.test(text) && says(text));
}
