/** What the user asked for, and the help that explains how to ask. */
import { Command, CommanderError, Option } from "commander";
import { presetNames, type PresetName } from "../configs/index.ts";
import plugin from "../index.ts";
import { CannotRun } from "./cannot-run.ts";
import type { Host } from "./host.ts";

export interface Arguments {
  /** Files, folders or globs, as written; never empty. */
  readonly paths: readonly string[];
  readonly preset: PresetName;
  readonly sarif?: string;
  readonly json: boolean;
}

const examples = `
Examples:
  leakproof                          check this folder
  leakproof src test/server.ts       check a folder and a file
  leakproof --preset strict src      report more, at the price of some false alarms
  leakproof --sarif leaks.sarif      write SARIF for code scanning as well
  leakproof --json > leaks.json      print one JSON object instead of the report

Without installing it: npx -p eslint-plugin-leakproof leakproof
`;

const explanations = `
Presets:
  recommended  leaks that are certain: silent when in doubt (default)
  strict       also what is probable: unknown calls do not take a resource over, any call may throw
  all          every rule, matters of style included
  untyped      recommended without asking TypeScript for types: faster, sees less

A file is checked with types when the nearest tsconfig.json includes it, without types otherwise. No ESLint
configuration is read. Folders named node_modules, dist, build, out, coverage or starting with a dot are left out,
and so are *.min.* files, declaration files, minified files and files over 1 MB, unless they are named themselves.

Exit codes:
  0  no leaks
  1  leaks
  2  could not run, or no file could be checked
`;

/** The arguments, or undefined when the user only asked for help or the version and got it. */
export function argumentsFrom({ argv, stdout }: Pick<Host, "argv" | "stdout">): Arguments | undefined {
  const command = commandThatWritesTo(stdout);
  try {
    command.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new CannotRun(`${sentence(error.message)} 'leakproof --help' shows how to ask.`);
  }
  const options = command.opts<Omit<Arguments, "paths">>();
  return { ...options, paths: command.args.length === 0 ? ["."] : command.args };
}

function commandThatWritesTo(stdout: Host["stdout"]): Command {
  return new Command("leakproof")
    .description("Finds resources that TypeScript and JavaScript programs acquire and never give back.")
    .argument("[paths...]", 'files, folders or globs to check (default: ".")')
    .addOption(new Option("--preset <name>", "how far to go").choices(presetNames).default("recommended"))
    .option("--sarif <file>", "write the leaks as SARIF 2.1.0 to a file")
    .option("--json", "print one JSON object to standard output instead of the report", false)
    .version(plugin.meta.version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples + explanations)
    .exitOverride()
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: () => undefined });
}

function sentence(message: string): string {
  const text = message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/[.?)]?$/, (end) => end || ".");
}
