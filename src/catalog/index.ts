/** Every built-in library model, in one list. */
import type { LibraryModel } from "./schema.ts";

export type { AcquireForm, CallForm, LibraryModel, Lifetime, ResourceModel, When } from "./schema.ts";

export const catalog: readonly LibraryModel[] = [];
