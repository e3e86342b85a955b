/** The door to what leakproof knows of libraries. */
export { type Form, FormError, parseForm, type ResultStep } from "./forms.ts";
export { matchesLiteral } from "./literals.ts";
export type * from "./occasions.ts";
export type * from "./schema.ts";
export type { States } from "./states.ts";
export type { Bound, BoundedModel, SingleUse } from "./bounded.ts";
export { registrations } from "./registrations.ts";
export { standIns } from "./stand-ins.ts";
export { CatalogueError, librariesFrom } from "./validate.ts";
export { catalog } from "./libraries.ts";
