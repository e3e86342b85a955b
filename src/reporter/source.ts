/** A file's text, and where ESLint's lines and offsets lie in it by SARIF's count. */
import { computeRollingHashes, NewLineIndex, type Region } from "@microsoft/sarif";

export interface Source {
  /** Without the byte order mark, as ESLint counts. */
  readonly text: string;
  /** Where each of ESLint's lines starts; ESLint breaks lines at U+2028 and U+2029 too, SARIF's readers do not. */
  readonly starts: readonly number[];
  readonly lines: NewLineIndex;
  /** GitHub's fingerprint of each line, which does count the byte order mark. */
  readonly lineHashes: ReadonlyMap<number, string>;
}

/** A stretch of a file in ESLint's count: 1-based, end exclusive. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
}

/** Longer ones come from minified files and help nobody. */
const longestSnippet = 1000;

export function sourceOf(raw: string): Source {
  const text = raw.replace(/^\uFEFF/, "");
  const starts = [
    0,
    ...Array.from(text.matchAll(/\r\n|[\r\n\u2028\u2029]/g), ({ 0: end, index }) => index + end.length),
  ];
  return { text, starts, lines: new NewLineIndex(text), lineHashes: computeRollingHashes(raw) };
}

/** The span up to the end of its first line: a pull request shows an alert only if all its lines were changed. */
export function lineRegion(source: Source | undefined, span: Span): Region {
  if (source === undefined) return unseenRegion(span);
  const start = offsetOf(source, span.line, span.column);
  const lineEnd = endOfLine(source, start);
  const spanEnd =
    span.endLine === undefined || span.endColumn === undefined
      ? lineEnd
      : offsetOf(source, span.endLine, span.endColumn);
  const end = Math.min(Math.max(spanEnd, start + 1), lineEnd);
  const snippet = source.text.slice(start, end);
  return { ...regionOf(source, start, end), ...(snippet.length <= longestSnippet && { snippet: { text: snippet } }) };
}

/** What lies between two of ESLint's offsets. */
export function regionOf({ lines }: Source, from: number, to: number): Region {
  const start = lines.offsetInfo(from);
  const end = lines.offsetInfo(to);
  return {
    startLine: start.lineNumber,
    startColumn: start.columnNumber,
    endLine: end.lineNumber,
    endColumn: end.columnNumber,
  };
}

/** The code on one of ESLint's lines, if the file has that many. */
export function spanOfLine({ text, starts }: Source, line: number): Span | undefined {
  const start = starts[line - 1];
  return start === undefined ? undefined : { line, column: text.slice(start).search(/[^ \t]|$/) + 1 };
}

/** The line a region starts on, as much of it as a snippet may hold. */
export function lineText(source: Source, { startLine = 1 }: Region): string {
  const start = source.lines.startOffsetForLine(startLine);
  return source.text.slice(start, Math.min(endOfLine(source, start), start + longestSnippet));
}

function unseenRegion({ line, column, endLine, endColumn }: Span): Region {
  const start = { startLine: Math.max(line, 1), startColumn: Math.max(column, 1) };
  const end = endLine === line && endColumn !== undefined ? endColumn : 0;
  return { ...start, endLine: start.startLine, endColumn: Math.max(end, start.startColumn + 1) };
}

/** Some rules report outside the text; the nearest place inside is meant. */
function offsetOf({ text, starts }: Source, line: number, column: number): number {
  const start = starts[Math.min(Math.max(line, 1), starts.length) - 1] ?? 0;
  return Math.min(start + Math.max(column, 1) - 1, text.length);
}

/** By lookup: the one line of a minified file is too long to search for its end once per finding. */
function endOfLine({ text, lines }: Source, offset: number): number {
  const next = lines.startOffsetForLine(lines.offsetInfo(offset).lineNumber + 1);
  const width = /(?:\r\n|[\r\n])$/.exec(text.slice(Math.max(offset, next - 2), next))?.[0].length ?? 0;
  return next - width;
}
