/** Where a call stands: in a program that goes on serving, or aside of it, in a test, a script, a page. */
import type { File } from "../file.ts";
import { isPage } from "../pages.ts";
import { importsModuleOfServer, namesModuleOf } from "../surroundings.ts";
import { isTest } from "../test-code.ts";
import { isCommandsPackage, isServersPackage } from "./packages.ts";

/** Folders of the project, folders right above a file, and names of files, that serve nobody. */
const ASIDE_FOLDER =
  /(?:^|\/)(?:test|__tests__|e2e[-\w]*|acceptance|fixtures|__fixtures__|mocks|__mocks__|scripts|bench(?:marks?)?|examples?|samples?|demos?|releases?)\//iu;
const ASIDE_PARENT =
  /(?:^|\/)(?:tests|specs?|scripts?|bin|cli|commands?|tools?|tasks|build|\.github|migrations?|seeds?|fonts)\/(?:[^/]+\/)?[^/]+$/iu;
const ASIDE_NAME =
  /[.-](?:test|spec|e2e|bench|stories|config|cli|mock)\.[cm]?[jt]sx?$|(?:^|\/)(?:cli|gulpfile|gruntfile|setup)\.[cm]?[jt]sx?$/iu;

/** However deep a command lies, it ends with what it was called for, unless it starts a server. */
const COMMANDS = /(?:^|\/)commands\//iu;
const SERVING = /\bcreate\w*Server\s*\(|\.listen\s*\(/u;

/** Where a file lies: its path, and the folder that the lint runs in. */
export interface Place {
  readonly filename: string;
  readonly cwd: string;
}

/** A test, a script, a tool of the command line. */
export function isAside(file: File, { filename, cwd }: Place): boolean {
  const { text } = file.sourceCode;
  const path = (filename.startsWith(cwd) ? filename.slice(cwd.length) : filename).replaceAll("\\", "/");
  return (
    [ASIDE_FOLDER, ASIDE_PARENT, ASIDE_NAME].some((aside) => aside.test(path)) ||
    namesModuleOf("tool", file) ||
    isTest(file) ||
    text.startsWith("#!") ||
    (COMMANDS.test(path) && !SERVING.test(text) && isCommandsPackage(filename, file))
  );
}

/** Evidence that the file, or the package it belongs to, runs on a server, for what browsers have as well. */
export function runsOnServer(file: File, { filename }: Place): boolean {
  const { checker, sourceCode } = file;
  if (isPage(file)) return false;
  if (importsModuleOfServer(file)) return true;
  if (checker !== undefined && checker.isTypeScript(sourceCode.ast) && !checker.target().hasDom) return true;
  return isServersPackage(filename, file);
}
