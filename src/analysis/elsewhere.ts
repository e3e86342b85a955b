/** Do the other sources of the program say something? A search through their texts, for what no tree here can tell. */
import type { File } from "./file.ts";

/** False where nobody knows of other sources. */
export const isSaidElsewhere = (pattern: RegExp, { checker }: File): boolean =>
  checker?.sources().some((source) => source !== checker.source() && pattern.test(source.text)) === true;
