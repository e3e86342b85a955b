/** Does the program say something, in whichever of its files? */
import type { File } from "../file.ts";

const known = new WeakMap<object, Map<string, boolean>>();

/** One search through the program for each text; without types only the file itself is searched. */
export function isSaidAnywhere(texts: readonly string[], { sourceCode, checker }: File): boolean {
  return texts.some((text) => {
    if (sourceCode.text.includes(text)) return true;
    if (!checker) return false;
    const said = known.get(checker.program) ?? new Map<string, boolean>();
    known.set(checker.program, said);
    const found = said.get(text) ?? checker.sources().some((source) => source.text.includes(text));
    said.set(text, found);
    return found;
  });
}
