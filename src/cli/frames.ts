/** Shows the path of a leak in the code it runs through. */
import { codeFrameColumns } from "@babel/code-frame";
import type { Leak, TraceStep } from "./leaks.ts";

type Step = Omit<TraceStep, "kind">;

/** As much of a line as fits a terminal; minified code has lines of a megabyte. */
const widest = 120;
const lineBreak = /\r\n|[\n\r\u2028\u2029]/;

/** One marked line a step, in the order of the program's text; `⋮` stands for lines between. */
export function frameOf(leak: Pick<Leak, "trace" | "span" | "exit">, source: string, color: boolean): string {
  const lines = source.replace(/^\uFEFF/, "").split(lineBreak);
  const path = leak.trace?.steps ?? stepsFrom(leak, lines);
  const steps = path.filter((step) => lines[step.line - 1] !== undefined);
  const gutter = Math.max(...steps.map((step) => String(step.line).length));
  return steps
    .flatMap((step, index) => {
      const previous = steps[index - 1];
      const isNext = previous === undefined || Math.abs(step.line - previous.line) <= 1;
      const marked = markedLine(step, lines[step.line - 1] ?? "", color);
      return [...(isNext ? [] : [`${" ".repeat(gutter + 2)} ⋮`]), padded(marked, gutter - String(step.line).length)];
    })
    .join("\n");
}

/** The two ends of a path that nobody recorded; of the second only the line is known. */
function stepsFrom({ span, exit }: Pick<Leak, "span" | "exit">, lines: readonly string[]): readonly Step[] {
  const acquired = { ...span, message: "acquired here" };
  if (exit === undefined) return [acquired];
  const text = lines[exit.line - 1] ?? "";
  const leaves = { ...exit, endLine: exit.line, column: text.search(/\S|$/) + 1, endColumn: text.trimEnd().length + 1 };
  return [acquired, leaves];
}

function markedLine(step: Step, text: string, color: boolean): string {
  const { line, message } = step;
  const last = step.endLine === line ? step.endColumn : text.length + 1;
  const shown = excerptOf(text, step.column, Math.max(last, step.column + 1));
  const location = { start: { line, column: shown.column }, end: { line, column: shown.endColumn } };
  const options = { message, linesAbove: 0, linesBelow: 0, highlightCode: color, forceColor: color };
  // The frame counts its lines from the start of what it is given.
  return codeFrameColumns("\n".repeat(line - 1) + shown.text, location, options);
}

/** The part of a long line that holds the columns, and where they are in that part. */
function excerptOf(line: string, column: number, endColumn: number) {
  if (line.length <= widest) return { text: line, column, endColumn };
  const start = Math.max(0, column - 1 - widest / 4);
  const end = Math.min(line.length, start + widest);
  const text = `${start > 0 ? "…" : ""}${line.slice(start, end)}${end < line.length ? "…" : ""}`;
  const shift = start - (start > 0 ? 1 : 0);
  return { text, column: column - shift, endColumn: Math.min(endColumn, end + 1) - shift };
}

function padded(frame: string, width: number): string {
  return frame.replace(/^/gm, " ".repeat(width));
}
