/** What is there until the program ends, and the name that holds it. */
import type { Arrival } from "../acquisitions.ts";
import { boundBelow, consumersOf } from "../consumers.ts";
import type { File, Variable } from "../file.ts";
import { needsNobody } from "../knowledge.ts";
import { fluentOf } from "../ownership/index.ts";

/** Pools, clients, servers; and what goes on by itself: intervals, watchers, threads. */
export function isLasting({ resource, through }: Arrival): boolean {
  if (through !== "value" || resource.mild || needsNobody(resource)) return false;
  return resource.lifetime === "app" || (resource.lifetime === "class" && resource.unattended === true);
}

/** The one name that is given it; absent where it is part of something. */
export function holderOf(arrival: Arrival, file: File): Variable | undefined {
  const consumers = consumersOf(arrival.call, fluentOf(arrival), arrival.yields);
  const bound = consumers.flatMap((one) => (one.kind === "bind" ? (boundBelow(one.pattern, one.path) ?? []) : []));
  const [name] = bound;
  // What is unreferenced does not keep the process, and is meant to go down with it.
  const isMeantToStay = consumers.some((one) => one.kind === "method" && one.path === "unref");
  return name?.path.length === 0 && !isMeantToStay ? file.variableOf(name.name) : undefined;
}
