/** Do the sources of the program say something? A search through their texts, for what no tree here can tell. */
import type { File } from "./file.ts";

/** The other sources; none where nobody knows of any. */
export function textsElsewhere({ checker }: File): readonly string[] {
  if (!checker) return [];
  const own = checker.source();
  return checker.sources().flatMap((source) => (source === own ? [] : [source.text]));
}

/** False where nobody knows of other sources. */
export const isSaidElsewhere = (pattern: RegExp, file: File): boolean =>
  textsElsewhere(file).some((text) => pattern.test(text));

const known = new WeakMap<object, Map<string, boolean>>();

/** One search through the program for each of the words; without types only the file itself is searched. */
export function isSaidAnywhere(words: readonly string[], file: File): boolean {
  const { sourceCode, checker } = file;
  return words.some((word) => {
    if (sourceCode.text.includes(word)) return true;
    if (!checker) return false;
    const said = known.get(checker.program) ?? new Map<string, boolean>();
    known.set(checker.program, said);
    const found = said.get(word) ?? textsElsewhere(file).some((text) => text.includes(word));
    said.set(word, found);
    return found;
  });
}
