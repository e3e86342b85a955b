/** Tells apart the states in which a step is reached, and joins what they know where they grow too many. */
import type { Step } from "../graph/index.ts";
import { commonFacts, type Facts } from "./facts.ts";
import { factsKeyOf, standingOf, type Visit } from "./state.ts";

/**
 * So many sets of facts are told apart at one step while the resource stands alike; then only what all of them say is
 * believed, as what tells these paths apart has nothing to do with the resource.
 */
const MAX_VARIANTS = 12;

interface Variants {
  readonly known: Set<string>;
  common: Facts;
}

/** Answers a visit as it is worth following; absent when the step was reached in that state before. */
export function newVisits(): (visit: Visit) => Visit | undefined {
  const reached = new Map<Step, Map<string, Variants>>();
  return (visit) => {
    const { step, state } = visit;
    const standings = reached.get(step) ?? new Map<string, Variants>();
    reached.set(step, standings);
    const standing = standingOf(state);
    const variants = standings.get(standing) ?? { known: new Set(), common: state.facts };
    standings.set(standing, variants);
    if (variants.known.has(factsKeyOf(state.facts))) return undefined;
    variants.common = commonFacts(variants.common, state.facts);
    const facts = variants.known.size < MAX_VARIANTS ? state.facts : variants.common;
    const key = factsKeyOf(facts);
    if (variants.known.has(key)) return undefined;
    variants.known.add(key);
    return facts === state.facts ? visit : { ...visit, state: { ...state, facts } };
  };
}
