/** Turns ESLint's fix and suggestions into edits that viewers can offer. */
import type { PropertyBagHolder } from "@microsoft/sarif";
import type { Rule } from "eslint";
import { regionOf, type Source } from "./source.ts";
import type { Finding } from "./types.ts";
import { plain, sentence } from "./wording.ts";

export function fixesFor({ file, message, ruleId }: Finding): PropertyBagHolder[] {
  const { source } = file;
  if (source === undefined) return [];
  const own = message.fix === undefined ? [] : [{ desc: `Apply the fix of '${ruleId}'`, fix: message.fix }];
  return [...own, ...(message.suggestions ?? [])]
    .filter(({ fix }) => isWithin(source, fix))
    .map(({ desc, fix }) => ({
      description: { text: sentence(plain(desc)) },
      artifactChanges: [
        {
          artifactLocation: file.location,
          replacements: [{ deletedRegion: regionOf(source, ...fix.range), insertedContent: { text: fix.text } }],
        },
      ],
    }));
}

/** The byte order mark lies at offset -1, which no SARIF region can name. */
function isWithin({ text }: Source, { range: [from, to] }: Rule.Fix): boolean {
  return 0 <= from && from <= to && to <= text.length;
}
