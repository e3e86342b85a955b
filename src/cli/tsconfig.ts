/** A tsconfig as TypeScript understands it: what it includes, or why it cannot be used. */
import { resolve } from "node:path";
import type TypeScript from "typescript";

export interface Tsconfig {
  readonly path: string;
  readonly includes: ReadonlySet<string>;
  /** Other tsconfigs it refers to; solution files include nothing themselves. */
  readonly references: readonly string[];
  readonly program: ProgramPlan;
  /** What TypeScript objects to, when it cannot tell what the file says. */
  readonly broken?: string;
}

/** References are no part of it: with them imports lead to declarations that exist only after a build. */
type ProgramPlan = Pick<TypeScript.CreateProgramOptions, "rootNames" | "options">;

/** Not JSON (all syntax errors), or a base that is not there, cannot be read or extends itself. */
const isUnreadable = ({ code }: TypeScript.Diagnostic): boolean => code < 2000 || [5083, 6053, 18000].includes(code);

export function tsconfigAt(path: string, typescript: typeof TypeScript): Tsconfig {
  const problems: TypeScript.Diagnostic[] = [];
  const onUnRecoverableConfigFileDiagnostic = (problem: TypeScript.Diagnostic) => problems.push(problem);
  const host = { ...typescript.sys, onUnRecoverableConfigFileDiagnostic };
  const parsed = typescript.getParsedCommandLineOfConfigFile(path, { noEmit: true }, host);
  if (parsed !== undefined) problems.push(...typescript.getConfigFileParsingDiagnostics(parsed));
  const unreadable = problems.find(isUnreadable);
  if (parsed === undefined || unreadable !== undefined) {
    const broken = unreadable === undefined ? "TypeScript cannot read it." : worded(unreadable, typescript);
    return { path, includes: new Set(), references: [], program: { rootNames: [], options: {} }, broken };
  }
  const program = { rootNames: parsed.fileNames, options: parsed.options };
  const includes = hasOnlyEntries(parsed) ? sourcesOf(typescript.createProgram(program)) : parsed.fileNames;
  const references = (parsed.projectReferences ?? []).map((one) => typescript.resolveProjectReferencePath(one));
  return { path, includes: new Set(includes.map((file) => resolve(file))), references, program };
}

/** `files` without `include` names where a program starts, not all it consists of. */
function hasOnlyEntries({ raw, fileNames }: TypeScript.ParsedCommandLine): boolean {
  const { files, include } = raw as Readonly<Record<"files" | "include", unknown>>;
  return files !== undefined && include === undefined && fileNames.length > 0;
}

function sourcesOf(program: TypeScript.Program): string[] {
  return program.getSourceFiles().map((file) => file.fileName);
}

function worded({ messageText, file, start }: TypeScript.Diagnostic, typescript: typeof TypeScript): string {
  const message = typescript.flattenDiagnosticMessageText(messageText, " ").replace(/\.$/, "");
  if (file === undefined || start === undefined) return `${message}.`;
  return `${message} (line ${file.getLineAndCharacterOfPosition(start).line + 1}).`;
}
