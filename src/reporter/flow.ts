/** Draws the path of a leak: the places a message links to, and the steps a viewer walks through. */
import type { Location, PropertyBagHolder } from "@microsoft/sarif";
import { placeAt } from "./locations.ts";
import { spanOfLine } from "./source.ts";
import type { Trace, TraceStep } from "./trace.ts";
import type { Finding, LintedFile } from "./types.ts";
import { linkTo, plain, sentence } from "./wording.ts";

/** What a finding says, with links to the places it speaks of. */
export interface Story {
  readonly text: string;
  readonly relatedLocations?: Location[];
  readonly codeFlows?: PropertyBagHolder[];
}

/** The standard's words for what happens at a step, by our own. */
const kinds: ReadonlyMap<string, readonly string[]> = new Map([
  ["acquired", ["acquire", "resource"]],
  ["branch", ["branch"]],
  ["skipped", ["caution"]],
  ["leaves", ["exit", "danger"]],
  ["overwritten", ["value", "danger"]],
  ["released", ["release", "resource"]],
  ["misused", ["usage", "danger"]],
]);

/** A rule that leaves no trace may still name the line that matters: "returns on line 12". */
const mention = /\bon line (\d+)\b/;

export function storyOf({ file, message, trace }: Finding): Story {
  const text = sentence(plain(message.message));
  if (trace !== undefined && trace.steps.length > 0)
    return {
      text: `${text} ${linkedPath(trace)}`,
      relatedLocations: trace.steps.map((step, index) => ({ id: index + 1, ...locationOf(file, step) })),
      codeFlows: [codeFlow(file, trace)],
    };
  const [words, line] = mention.exec(text) ?? [];
  const span = file.source && line !== undefined ? spanOfLine(file.source, Number(line)) : undefined;
  if (words === undefined || span === undefined) return { text };
  return {
    text: text.replace(words, linkTo(1, words)),
    relatedLocations: [{ id: 1, physicalLocation: placeAt(file, span), message: { text: words } }],
  };
}

/** "Path: acquired here, query() rejects, leaves here.", each a link. */
function linkedPath({ steps }: Trace): string {
  return `Path: ${steps.map(({ message }, index) => linkTo(index + 1, message)).join(", ")}.`;
}

function codeFlow(file: LintedFile, { steps }: Trace): PropertyBagHolder {
  const locations = steps.map((step, index) => ({
    location: locationOf(file, step),
    kinds: kinds.get(step.kind),
    executionOrder: index + 1,
    importance: "essential",
  }));
  return { threadFlows: [{ locations }] };
}

function locationOf(file: LintedFile, step: TraceStep): Location {
  return { physicalLocation: placeAt(file, step), message: { text: plain(step.message) } };
}
