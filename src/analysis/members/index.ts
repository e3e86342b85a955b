/** The door to classes: which fields hold what the class acquired, and who forgets them. */
import type { Arrival } from "../acquisitions.ts";
import type { File } from "../file.ts";
import { type FieldLoss, fieldLossOf } from "./duties.ts";
import { holdingOf } from "./holdings.ts";

export type { FieldLoss } from "./duties.ts";

/** Absent when the arrival is given to no field of a class around, or the class cares for it. */
export function forgottenField(arrival: Arrival, file: File): FieldLoss | undefined {
  const holding = holdingOf(arrival, file);
  return holding && fieldLossOf(holding, file);
}
