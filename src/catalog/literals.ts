/** Compares the text of a call's first argument with the text of a form. */

/** Case does not matter, nor does white space before; `*` is any rest, and only a whole word may stand before it. */
export function matchesLiteral(pattern: string, text: string): boolean {
  const open = pattern.endsWith("*");
  const start = open ? pattern.slice(0, -1) : pattern;
  const words = start.replace(/[^\w\s]/gu, "\\$&").replace(/\s+/gu, "\\s+");
  const end = open ? (/\w$/u.test(start) ? "(?!\\w)" : "") : "$";
  return new RegExp(`^\\s*${words}${end}`, "iu").test(text);
}
