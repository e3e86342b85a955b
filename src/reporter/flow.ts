/** Draws the path of a leak: the places a message links to, and the steps a viewer walks through. */
import type { Location, PropertyBagHolder } from "@microsoft/sarif";
import { placeAt } from "./locations.ts";
import type { Trace, TraceStep } from "./trace.ts";
import type { LintedFile } from "./types.ts";
import { linkTo, plain } from "./wording.ts";

/** The standard's words for what happens at a step, by our own. */
const kinds: ReadonlyMap<string, readonly string[]> = new Map([
  ["acquired", ["acquire", "resource"]],
  ["branch", ["branch"]],
  ["skipped", ["caution"]],
  ["leaves", ["exit", "danger"]],
  ["overwritten", ["value", "danger"]],
]);

/** "Path: acquired here, query() rejects, leaves here.", each a link. */
export function linkedPath({ steps }: Trace): string {
  return `Path: ${steps.map(({ message }, index) => linkTo(index + 1, message)).join(", ")}.`;
}

export function relatedLocations(file: LintedFile, { steps }: Trace): Location[] {
  return steps.map((step, index) => ({ id: index + 1, ...locationOf(file, step) }));
}

export function codeFlow(file: LintedFile, { steps }: Trace): PropertyBagHolder {
  return {
    threadFlows: [
      {
        locations: steps.map((step, index) => ({
          location: locationOf(file, step),
          kinds: kinds.get(step.kind),
          executionOrder: index + 1,
          importance: "essential",
        })),
      },
    ],
  };
}

function locationOf(file: LintedFile, step: TraceStep): Location {
  return { physicalLocation: placeAt(file, step), message: { text: plain(step.message) } };
}
