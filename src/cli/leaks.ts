/** What ESLint's results say about leaks, without ESLint's words. */
import type { ESLint, Linter } from "eslint";
import plugin from "../index.ts";

export interface Leak {
  readonly rule: string;
  readonly message: string;
  readonly file: string;
  /** Of the acquiring expression; 1-based, the end exclusive. */
  readonly span: Span;
  /** What leaks, as the catalogue calls it. */
  readonly resource: string | undefined;
  /** The name that holds it; undefined when nothing does. */
  readonly holder: string | undefined;
  /** Known only for reports that carry a suggestion. */
  readonly trace: Trace | undefined;
  /** Where control leaves, as far as the message tells. */
  readonly exit: { readonly line: number; readonly message: string } | undefined;
}

export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The plain JSON that the rules send along: acquired, skipped by, leaves. */
export interface Trace {
  readonly version: 1;
  readonly resource: string;
  readonly holder: string;
  readonly release: string;
  readonly within: string;
  readonly acquire: string;
  readonly steps: readonly TraceStep[];
}

export interface TraceStep extends Span {
  readonly kind: string;
  readonly message: string;
}

type WithTrace = { readonly data?: { readonly leakproof?: Trace } };

/** Only reports have a message id: remarks on comments that configure rules have none. */
export function leaksIn({ filePath, messages }: ESLint.LintResult): Leak[] {
  return messages.flatMap((message) =>
    message.ruleId === null || message.messageId === undefined ? [] : [leakOf(filePath, message.ruleId, message)],
  );
}

function leakOf(file: string, rule: string, report: Linter.LintMessage): Leak {
  const { message, line, column, endLine = line, endColumn = column } = report;
  const trace = (report.suggestions as readonly WithTrace[] | undefined)?.find((one) => one.data?.leakproof)?.data
    ?.leakproof;
  const blanks = blanksIn(message, templateOf(rule, report.messageId));
  const holder = trace?.holder ?? blanks.get("holder");
  return {
    ...{ rule, message, file, trace },
    span: { line, column, endLine, endColumn },
    resource: trace?.resource ?? blanks.get("resource"),
    holder: holder === "" || holder === "it" ? undefined : holder,
    exit: exitIn(blanks),
  };
}

/** "the function returns on line 6" says both where and what; a message with nothing but a line is about what overwrites. */
function exitIn(blanks: ReadonlyMap<string, string>): Leak["exit"] {
  const overwritten = blanks.get("line");
  if (overwritten !== undefined) return { line: Number(overwritten), message: "given another value here" };
  const [, before = "", line, after = ""] = /^(.*?) ?\bon line (\d+)\b(.*)$/s.exec(blanks.get("exit") ?? "") ?? [];
  return line === undefined ? undefined : { line: Number(line), message: before + after };
}

function templateOf(rule: string, messageId: string | undefined): string {
  const rules: Readonly<Record<string, { readonly meta: { readonly messages: Readonly<Record<string, string>> } }>> =
    plugin.rules;
  return rules[rule.slice(plugin.meta.namespace.length + 1)]?.meta.messages[messageId ?? ""] ?? "";
}

/** What stands in a message where its template has blanks: `'fd' (file descriptor) …` for `'{{holder}}' ({{resource}}) …`. */
export function blanksIn(message: string, template: string): ReadonlyMap<string, string> {
  // Splitting by a pattern with a group gives text and names in turns.
  const parts = template.split(/\{\{\s*(\w+)\s*\}\}/);
  const pattern = parts.map((part, index) => (index % 2 === 1 ? "(.+?)" : escaped(part))).join("");
  const values = new RegExp(`^${pattern}$`, "su").exec(message)?.slice(1) ?? [];
  const names = parts.filter((_, index) => index % 2 === 1);
  return new Map(values.map((value, index) => [names[index] ?? "", value]));
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}/]/g, "\\$&");
}
