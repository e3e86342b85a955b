/** What libraries really declare, read with the TypeScript API, for one version of Node's types. */
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { type LibraryModel, parseForm } from "../../src/catalog/index.ts";
import { forms } from "./written-forms.ts";

/** The declarations of one program: all modules that the models name, with one version of Node's types. */
export interface Declared {
  /** Major version of Node.js. */
  readonly node: number;
  readonly checker: ts.TypeChecker;
  /** An exported symbol, or a global one for `globalThis`; `default` is the default export or the module itself. */
  readonly exported: (module: string, name: string) => ts.Symbol | undefined;
  /** The type that a listener such as `Server.on('connection', (_) => {})` gets for `_`. */
  readonly heard: (module: string, form: string) => ts.Type | undefined;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(import.meta.url);
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.asynciterable.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  esModuleInterop: true,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
};

export function declaredBy(models: readonly LibraryModel[], nodeTypes: string): Declared {
  const modules = [...new Set(models.flatMap((model) => model.modules))].filter((module) => module !== "globalThis");
  const listeners = models.flatMap((model) => model.modules.flatMap((module) => listenersOf(module, model, modules)));
  const file = path.join(root, "declared.ts");
  const imports = modules.map(
    (module, index) =>
      `import * as m${index} from "${specifierOf(module)}"; import d${index} from "${specifierOf(module)}";`,
  );
  const text = [...imports, ...listeners.map(({ code }) => code)].join("\n");
  const program = ts.createProgram([file], options, hostFor(file, text, nodeTypes));
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file)!;
  const inScope = new Map(
    checker
      .getSymbolsInScope(
        source,
        ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Namespace | ts.SymbolFlags.Alias,
      )
      .map((symbol) => [symbol.name, symbol]),
  );
  const named = (name: string): ts.Symbol | undefined => resolved(inScope.get(name), checker);
  const exported = (module: string, name: string): ts.Symbol | undefined => {
    if (module === "globalThis") return named(name);
    const index = modules.indexOf(module);
    if (name === "default") return named(`d${index}`);
    const namespace = named(`m${index}`);
    const member = namespace && checker.getExportsOfModule(namespace).find((one) => one.name === name);
    return resolved(member, checker) ?? memberOf(named(`d${index}`), name, checker);
  };
  const heard = (module: string, form: string): ts.Type | undefined => {
    const { name } = listeners.find((listener) => listener.module === module && listener.form === form) ?? {};
    const parameter = name && find(source, (node) => ts.isParameter(node) && node.name.getText() === name);
    const type = parameter && checker.getTypeAtLocation(parameter);
    return type && !(type.flags & ts.TypeFlags.Any) ? type : undefined;
  };
  return { node: versionOf(nodeTypes), checker, exported, heard };
}

/** Node's younger modules go by their prefix only; without it the name may be a package's. */
const specifierOf = (module: string): string => (["sqlite", "test"].includes(module) ? `node:${module}` : module);

function versionOf(nodeTypes: string): number {
  const { version } = require(`${nodeTypes}/package.json`) as { version: string };
  return Number.parseInt(version, 10);
}

function resolved(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target?.declarations ? target : undefined;
}

/** Where the module itself is a value (`export = process`), its properties can be imported by name. */
function memberOf(value: ts.Symbol | undefined, name: string, checker: ts.TypeChecker): ts.Symbol | undefined {
  return value && checker.getPropertyOfType(checker.getTypeOfSymbol(value), name);
}

/** Listener types are worked out by the compiler itself, since newer declarations compute them from the event's name. */
function listenersOf(module: string, model: LibraryModel, modules: readonly string[]) {
  return forms(model).flatMap(({ form }, index) => {
    const { callback, literal, path: callee } = parseForm(form);
    if (!callback || literal === undefined) return [];
    const at = modules.indexOf(module);
    const name = `listened_${at}_${index}`;
    const [owner, method] = callee.split(".");
    const parameters = [...Array.from({ length: callback.index }, (_, skipped) => `_${skipped}`), name].join(", ");
    const code = `(null! as m${at}.${owner}).${method}("${literal}", (${parameters}) => {});`;
    return [{ module, form, name, code }];
  });
}

function hostFor(file: string, text: string, nodeTypes: string): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const nodeEntry = path.join(path.dirname(require.resolve(`${nodeTypes}/package.json`)), "index.d.ts");
  return {
    ...host,
    getCurrentDirectory: () => root,
    fileExists: (name) => name === file || host.fileExists(name),
    readFile: (name) => (name === file ? text : host.readFile(name)),
    getSourceFile: (name, ...rest) =>
      name === file ? ts.createSourceFile(name, text, options.target!, true) : host.getSourceFile(name, ...rest),
    // Libraries ask for `node` by name; here they get the version under test.
    resolveTypeReferenceDirectiveReferences: (references, containing, redirected, compilerOptions) =>
      references.map((reference) => {
        const name = typeof reference === "string" ? reference : reference.fileName;
        if (name !== "node")
          return ts.resolveTypeReferenceDirective(name, containing, compilerOptions, host, redirected);
        return {
          resolvedTypeReferenceDirective: { primary: true, resolvedFileName: nodeEntry },
          failedLookupLocations: [],
        };
      }),
  };
}

function find(node: ts.Node, matches: (node: ts.Node) => boolean): ts.Node | undefined {
  return matches(node) ? node : ts.forEachChild(node, (child) => find(child, matches));
}
