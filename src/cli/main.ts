/** The command line: arguments in, exit code out. */
import { sarifFor } from "../formatter.ts";
import plugin from "../index.ts";
import { argumentsFrom, type Arguments } from "./arguments.ts";
import { CannotRun, reasonOf } from "./cannot-run.ts";
import { hasColor, type Host } from "./host.ts";
import { jsonOf } from "./json.ts";
import { sarifWriting, type Writing } from "./output.ts";
import { remarksOf, reportOf } from "./report.ts";
import { exitCodeOf, runOf } from "./run.ts";

export type { Host } from "./host.ts";

/** 0 clean, 1 leaks, 2 could not run. Never rejects. */
export async function main(host: Host): Promise<0 | 1 | 2> {
  try {
    const asked = argumentsFrom(host);
    return asked === undefined ? 0 : await answerTo(asked, host);
  } catch (error) {
    tell(host, sentenceFor(error));
    return 2;
  }
}

async function answerTo(asked: Arguments, host: Host): Promise<0 | 1 | 2> {
  const write = asked.sarif === undefined ? undefined : await sarifWriting(asked.sarif, host.cwd);
  try {
    return await check(asked, host, write);
  } catch (error) {
    // Whoever uploads the file next must learn of the failure, not find the alerts closed.
    await write?.(sarifFor([], { cwd: host.cwd, failure: sentenceFor(error) }));
    throw error;
  }
}

async function check(asked: Arguments, host: Host, write: Writing | undefined): Promise<0 | 1 | 2> {
  const { cwd, env, stdout } = host;
  const run = await runOf(asked, host);
  const exitCode = exitCodeOf(run);
  const failure = exitCode === 2 ? "No file could be checked." : undefined;
  for (const remark of [...remarksOf(run, cwd), ...(failure === undefined ? [] : [failure])]) tell(host, remark);
  if (asked.json) stdout.write(jsonOf(run, cwd, asked.preset));
  else if (failure === undefined) stdout.write(reportOf(run, cwd, hasColor(stdout, env)));
  await write?.(sarifFor(run.results, { cwd, failure }));
  return exitCode;
}

function tell({ stderr }: Host, sentence: string): void {
  stderr.write(`leakproof: ${sentence}\n`);
}

function sentenceFor(error: unknown): string {
  if (error instanceof CannotRun) return error.message;
  return `It stopped: ${reasonOf(error)}. That is a mistake of leakproof ${plugin.meta.version}; a report helps to mend it.`;
}
