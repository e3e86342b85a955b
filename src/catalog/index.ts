/** Every built-in library model, in one list. */
import type { LibraryModel } from "./schema.ts";

export { type Form, FormError, parseForm, type ResultStep } from "./forms.ts";
export { matchesLiteral } from "./literals.ts";
export type { AcquireForm, CallForm, ConditionalForm, LibraryModel, Lifetime, ResourceModel, When } from "./schema.ts";

export const catalog: readonly LibraryModel[] = [];
