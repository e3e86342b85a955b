/** Does the program say something, in whichever of its files? */
import type { Bound } from "../../catalog/index.ts";
import type { File } from "../file.ts";

const known = new WeakMap<object, Map<string, boolean>>();

/** All are bound at once, by a text of the program or of the file. */
export function isBoundForAll({ forAll = [], inFile = [] }: Bound, file: File): boolean {
  return inFile.some((text) => file.sourceCode.text.includes(text)) || isSaidAnywhere(forAll, file);
}

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
