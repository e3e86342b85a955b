/** Turns TypeScript of the project into JavaScript that any Node runs, file by file and without asking for types. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../..");

/**
 * Compiles folders of the project, named from its root, and answers where the copy of the project lies that holds them. It
 * lies in the project, so that its dependencies resolve.
 */
export function compiled(name: string, folders: readonly string[]): string {
  const out = join(root, "out", "tests", name);
  rmSync(out, { recursive: true, force: true });
  for (const folder of folders)
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }))
      if (file.endsWith(".ts") && !file.endsWith(".test.ts")) compile(join(folder, file), out);
  return out;
}

/** One TypeScript module as JavaScript. */
export function compiledText(code: string, fileName: string): string {
  const compilerOptions: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
  };
  return ts.transpileModule(code, { compilerOptions, fileName }).outputText;
}

function compile(path: string, out: string): void {
  const target = join(out, path.replace(/ts$/, "js"));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, compiledText(readFileSync(join(root, path), "utf8"), path));
}
