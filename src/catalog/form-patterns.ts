/** Reads the patterns of a form that point at the resource: `{ body: _ }`, `[, _]`. */
import { FormError, type ResultStep } from "./form.ts";

/** The way to `_` in a pattern such as `{ body: _ }` or `[, _]`. */
export function stepsTo(pattern: string, form: string): readonly ResultStep[] {
  const steps = wayTo(pattern.trim(), form);
  if (!steps) throw new FormError(form, `'_' is missing in '${pattern}'`);
  return steps;
}

/** The same, or nothing when `_` is not in the pattern. */
export function wayTo(pattern: string, form: string): readonly ResultStep[] | undefined {
  if (pattern === "_") return [];
  const isList = pattern.startsWith("[");
  if (!isList && !pattern.startsWith("{")) return undefined;
  for (const [index, item] of itemsOf(pattern.slice(1, -1), form).entries()) {
    const [, key = item, inner = item] = isList ? [] : (/^([\w$]+)\s*:\s*(.*)$/su.exec(item) ?? []);
    const rest = wayTo(inner, form);
    if (rest) return [isList ? { element: index } : { property: key }, ...rest];
  }
  return undefined;
}

/** What stands between the commas of one level, holes included. */
export function itemsOf(text: string, form: string): readonly string[] {
  if (text.trim() === "") return [];
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (let end = 0; end < text.length; end += 1) {
    const character = text.charAt(end);
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (depth < 0) break;
    if (character !== "," || depth > 0) continue;
    items.push(text.slice(start, end));
    start = end + 1;
  }
  if (depth !== 0) throw new FormError(form, "its brackets do not match");
  return [...items, text.slice(start)].map((item) => item.trim());
}
