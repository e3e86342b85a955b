/** Admits library models that users write in their settings. */
import * as v from "valibot";
import { librariesShape } from "./model-shape.ts";
import type { LibraryModel } from "./schema.ts";

/** Models that do not fit; each line of the message names a field by its path, and says what is wrong with it. */
export class CatalogueError extends Error {
  override readonly name = "CatalogueError";
}

/** Throws {@link CatalogueError} when the value is not a list of library models. */
export function librariesFrom(value: unknown): readonly LibraryModel[] {
  const { success, output, issues } = v.safeParse(librariesShape, value);
  if (!success) throw new CatalogueError(issues.map(complaintOf).join("\n"));
  // The shape has every field of the model, but cannot say that a text is a form and a list has a first element.
  return output as unknown as readonly LibraryModel[];
}

function complaintOf(issue: v.BaseIssue<unknown>): string {
  const steps = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  return `settings.leakproof.libraries${steps.join("")}: ${issue.message}.`;
}
