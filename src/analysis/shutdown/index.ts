/** The door to shutdowns: what lives as long as the program, and is forgotten when the program ends the rest. */
import type { TSESTree } from "@typescript-eslint/utils";
import type { Arrival } from "../acquisitions.ts";
import { resourcesAt } from "../factories.ts";
import type { File, Variable } from "../file.ts";
import { acquiredAt } from "../findings/index.ts";
import { endingsIn, frequencyOf } from "../lifetimes/index.ts";
import { isTest } from "../test-code.ts";
import { callsIn, isInside } from "../tree.ts";
import type { Acquisition } from "../types.ts";
import { recommendedRelease } from "../wording.ts";
import { holderOf, isLasting } from "./lasting.ts";
import { isMinded } from "./minding.ts";
import { type Path, pathFrom } from "./paths.ts";

/** A resource that a shutdown leaves open while it ends others. */
export interface Forgotten {
  readonly acquisition: Acquisition;
  /** Where the file says what happens at the end. */
  readonly at: TSESTree.Node;
  /** What it ends there, as the program writes it. */
  readonly ended: string;
}

/** In the order of the text. */
export function forgottenAtShutdown(file: File): readonly Forgotten[] {
  const { ast, text, visitorKeys } = file.sourceCode;
  if (!file.knowledge.mentioned.test(text) || isTest(file)) return [];
  const paths = endingsIn(file).flatMap((ending) => pathFrom(ending, file) ?? []);
  if (paths.length === 0) return [];
  const found = new Map<Variable, Forgotten>();
  for (const arrival of callsIn(ast, visitorKeys).flatMap((call) => resourcesAt(call, file))) {
    const holder = isLasting(arrival) ? holderOf(arrival, file) : undefined;
    const forgotten = holder && !found.has(holder) && forgottenFrom(arrival, holder, paths, file);
    // Whichever branch makes it, one call ends what the name holds.
    if (forgotten) found.set(holder, forgotten);
  }
  return [...found.values()];
}

function forgottenFrom(arrival: Arrival, holder: Variable, paths: readonly Path[], file: File): Forgotten | undefined {
  const path = paths.find((one) => mayEnd(one, holder, arrival));
  if (!path || typeof frequencyOf(arrival.call, file) === "object" || isMinded(arrival, holder, path, file))
    return undefined;
  const { sourceCode } = file;
  const worded = recommendedRelease(arrival, holder.name, sourceCode.getText.bind(sourceCode));
  return { acquisition: acquiredAt(arrival, holder.name, worded), at: path.ending.at, ended: path.ended };
}

/** The name is in sight of the shutdown, and the end of the process does not do all that there is to do. */
function mayEnd({ ending, exits }: Path, { scope }: Variable, { resource, call }: Arrival): boolean {
  const { block } = scope;
  if (!isInside(ending.fn, block) || isInside(call, ending.fn)) return false;
  if (ending.isIdle && resource.unattended) return false;
  return !exits || resource.lifetime === "app";
}
