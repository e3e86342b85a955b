/** What users may change about the analysis, in `settings.leakproof`. */
import * as v from "valibot";
import { type LibraryModel, librariesFrom } from "../catalog/index.ts";

export interface Settings {
  /** Which calls can end a function unseen: rejected awaits and acquisitions only, or those of strangers and readers of data, too. */
  readonly throws: "await" | "calls";
  /** Whether a call nobody knows takes what it is given over, or only uses it. */
  readonly unknownCalls: "takes" | "borrows";
  /** Whether other files of the program are read. */
  readonly crossFile: boolean;
  /** Models of further libraries, in the catalogue's own shape. */
  readonly libraries: readonly LibraryModel[];
  /** Prints how often the type checker was asked, once, when the process ends. */
  readonly debug: boolean;
}

/** Settings that do not fit; the message names the field. */
class SettingsError extends Error {
  override readonly name = "SettingsError";
}

const schema = v.strictObject({
  throws: v.optional(v.picklist(["await", "calls"]), "await"),
  unknownCalls: v.optional(v.picklist(["takes", "borrows"]), "takes"),
  crossFile: v.optional(v.boolean(), true),
  libraries: v.optional(v.unknown(), []),
  debug: v.optional(v.boolean(), false),
});

const none: readonly LibraryModel[] = [];
const read = new WeakMap<object, Settings>();

/** Throws {@link SettingsError} or the catalogue's own error when a field is wrong. */
export function settingsFrom(shared: object): Settings {
  const known = read.get(shared);
  if (known) return known;
  const made = parsed("leakproof" in shared ? shared.leakproof : {});
  read.set(shared, made);
  return made;
}

function parsed(value: unknown): Settings {
  const { success, output, issues } = v.safeParse(schema, value);
  if (!success) throw new SettingsError(issues.map(complaintOf).join(" "));
  const libraries =
    Array.isArray(output.libraries) && output.libraries.length === 0 ? none : librariesFrom(output.libraries);
  return { ...output, libraries };
}

function complaintOf(issue: v.BaseIssue<unknown>): string {
  const field = ["settings", "leakproof", v.getDotPath(issue)].filter((part) => part !== null).join(".");
  return `${field} is ${issue.received}, expected ${issue.expected ?? "nothing"}.`;
}
