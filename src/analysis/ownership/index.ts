/** The door to ownership: how one resource fares in the function that acquires it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Arrival } from "../acquisitions.ts";
import type { File } from "../file.ts";
import { isBody, needsEvidence, needsNobody } from "../knowledge.ts";
import { isPage } from "../pages.ts";
import { isFunction, isInside, unwrapped } from "../tree.ts";
import { carriesOwned, isOverLent } from "./carriers.ts";
import { candidatesIn, type Misuse, watchFor } from "./aftermath.ts";
import { hasBegun } from "./begun.ts";
import { budgetFor, isSpent } from "./budget.ts";
import { isReleasedHere, isResolvedWith, releasesAfterIn } from "./evidence.ts";
import { isProgram } from "./program.ts";
import { isToOwnServer } from "./own-servers.ts";
import { exitOf, type Way } from "./exits.ts";
import { conditionsOf, foresightOf, stepsBelow } from "./foresight.ts";
import { type Facts, namesFacts, noFacts, type Places, placesIn } from "./facts.ts";
import type { State, Visit } from "./state.ts";
import { acquiresAt } from "./partial.ts";
import { premature } from "./pending.ts";
import { type Tracked, trackedFrom } from "./tracked.ts";
import { isExecutor, type Outcome, outcomesOf, TooManyPaths, type Walker } from "./walk.ts";

export type { Misuse } from "./aftermath.ts";
export { endsGuard, failingAt } from "./partial.ts";
export type { Way } from "./exits.ts";
export { type Callee, calledFunction, calledName, calleeOf, functionNamed } from "./callees.ts";
export { insideOf } from "./containers.ts";
export { type Effect, effectOf, isRelease, type Subject } from "./effects.ts";
export { isStore } from "./keepers.ts";
export { isListening } from "./moments.ts";
export { endingsOf } from "./summaries.ts";
export { fieldsOfParameters, isSecluded } from "./secluded.ts";
export { canThrow } from "./throwing.ts";
export { fluentOf, type Tracked, trackedFrom } from "./tracked.ts";
export type { Visit } from "./state.ts";
export { declaredAnswer, taggedAnswer, taggedDuty } from "./tags.ts";

/** One way in which a resource is left open. */
export type Loss =
  | { readonly kind: "dropped" }
  | {
      readonly kind: "leaked" | "leakedOnThrow" | "partiallyAcquired";
      readonly way: Way;
      readonly path: readonly Visit[];
    }
  | { readonly kind: "overwritten"; readonly by: TSESTree.Node; readonly path: readonly Visit[] };

export interface Fate {
  readonly tracked: Tracked;
  readonly loss: Loss | Misuse;
}

/** How it is left open, if it is, and what is done with it too late. */
export function fatesOf(arrival: Arrival, file: File): readonly Fate[] {
  if (needsNobody(arrival.resource) && !needsEvidence(arrival.resource)) return [];
  if (arrival.resource.mild === true && isPage(file)) return [];
  if (isOverLent(arrival.call, file) || isToOwnServer(arrival.call, file)) return [];
  const tracked = carriesOwned(arrival.call, file) ? undefined : trackedFrom(arrival, file);
  if (!tracked || tracked.isOwedAlong) return [];
  const lost = lossIn(tracked);
  return [...(lost ? [lost] : []), ...misusesIn(tracked).map((loss) => ({ tracked, loss }))];
}

/** A state of another thing ends and begins anew under the same name; what is left of a response may be asked for after its body. */
function misusesIn(tracked: Tracked): readonly Misuse[] {
  const { through, resource } = tracked.arrival;
  if (through === "receiver" || isBody(resource)) return [];
  return [...misusesAfter(tracked), ...premature(tracked)];
}

function misusesAfter(tracked: Tracked): readonly Misuse[] {
  const candidates = candidatesIn(tracked);
  if (candidates.size === 0 || isSpent(tracked)) return [];
  const watch = watchFor(candidates, tracked);
  // What is done on every path is known only when no path was left out.
  return walkedBy({ ...walkerFor(tracked), watch: watch.seen }) ? watch.misuses() : [];
}

/** Absent when nothing is left open, or nothing can be said. */
function lossIn(tracked: Tracked): Fate | undefined {
  const { resource } = tracked.arrival;
  if (isDropped(tracked)) return isDuty(tracked) ? { tracked, loss: { kind: "dropped" } } : undefined;
  if (tracked.holders.length === 0 && tracked.begins === undefined) return undefined;
  const isDoubted = resource.unattended === true || resource.stateOf !== undefined;
  const isEvident = !isDoubted || isReleasedHere(tracked);
  const isPromised = isResolvedWith(tracked);
  const loss = worstOf([
    ...lossesOf(tracked, (one) => isEvident || one.isForgotten === true || (isPromised && one.way === "reject")),
    ...lossElsewhere(tracked),
  ]);
  return loss && { tracked, loss };
}

/** Every use of the value is to let it go. */
function isDropped({ arrival, first, uses, holders, lenders }: Tracked): boolean {
  if (first[0] !== "fresh" || holders.length + lenders.length > 0) return false;
  const effects = new Set([...uses.values()].flat().map(({ effect }) => effect.kind));
  const isOpened =
    arrival.resource.opens === undefined || (arrival.own?.opened ?? arrival.awaited) || effects.delete("open");
  return isOpened && [...effects].every((kind) => kind === "drop");
}

/** What works unattended, or once it is used, may be let go; so may whatever stands at the top of a module. */
function isDuty({ arrival: { resource }, root, file }: Tracked): boolean {
  return !isProgram(root, file) && !resource.unattended && !resource.endsByItself;
}

function lossesOf(tracked: Tracked, isEvident: (one: Outcome) => boolean): readonly Loss[] {
  const outcomes = walkedFrom(tracked) ?? [];
  const losses = outcomes.filter(isEvident).flatMap((one) => lossOf(one, tracked));
  return losses.filter((loss) => isWorthTelling(loss, losses, tracked));
}

/** How a function leaves what it is given; absent when nothing can be said. */
export function outcomesFrom(arrival: Arrival, file: File): readonly Outcome[] | undefined {
  const tracked = trackedFrom(arrival, file);
  return tracked && walkedFrom(tracked);
}

function walkedFrom(tracked: Tracked): readonly Outcome[] | undefined {
  return isSpent(tracked) ? undefined : walkedBy(walkerFor(tracked));
}

/** Absent when a path was left out. */
function walkedBy(walker: Walker): readonly Outcome[] | undefined {
  const { tracked, places } = walker;
  try {
    return outcomesOf(tracked.root, startOf(tracked, places), walker);
  } catch (error) {
    if (error instanceof TooManyPaths) return undefined;
    throw error;
  }
}

function walkerFor(tracked: Tracked): Walker {
  const steps = stepsBelow(tracked);
  const places = placesIn([...steps.values()].flatMap(conditionsOf), tracked.file);
  return {
    tracked,
    places,
    foresight: foresightOf(steps, places, tracked.file),
    inside: [],
    memo: new Map(),
    releasesAfter: releasesAfterIn(tracked),
    budget: budgetFor(
      tracked,
      [...steps.values()].reduce((sum, { size }) => sum + size, 0),
    ),
  };
}

/** A callback that gets the resource got no error. */
function startOf({ begins, first, root, arrival }: Tracked, places: Places): State {
  if (begins !== undefined) return { is: "absent", holders: [], facts: noFacts, settled: undefined, unseen: false };
  const [error] =
    isFunction(root) && typeof arrival.through === "object" && arrival.through.index > 0 ? root.params : [];
  const place = error && places.nameOf(error);
  const facts: Facts = new Map([
    ...namesFacts(first, places),
    ...(place === undefined ? [] : [[place, "nullish"] as const]),
  ]);
  return { is: "held", holders: first, facts, settled: undefined, unseen: false };
}

function lossOf({ way, state, path }: Outcome, tracked: Tracked): readonly Loss[] {
  const last = path.at(-1);
  if ((state.is !== "held" && state.is !== "lost") || !last) return [];
  if (way === "overwritten") return [{ kind: "overwritten", by: last.step.at, path }];
  // At the top of a module everything lives as long as the program; so does what an executor leaves to its handlers.
  if (isProgram(tracked.root, tracked.file) && way !== "left") return [];
  if (isExecutor(tracked.root) && way === "return" && path.length === 1) return [];
  if (way === "detached" && !isReleasedOnlyIn(last.step.at, tracked)) return [];
  if (state.is === "lost") return [{ kind: "partiallyAcquired", way: failureAt(tracked.begins ?? last.step.at), path }];
  const exit = turnOf(exitOf(way, path, tracked.root), tracked);
  if (exit.isSeen) return [{ kind: "leaked", way: exit, path }];
  return [{ kind: acquiresAt(exit.node, tracked.file) ? "partiallyAcquired" : "leakedOnThrow", way: exit, path }];
}

/** The function of a `map` fails in one of its turns: in the acquisition, as far as can be seen. */
const turnOf = (way: Way, { arrival: { call } }: Tracked): Way =>
  isFunction(way.node) && isInside(call, way.node) ? { ...way, node: call } : way;

/** Another acquisition of the same `Promise.all` failed. */
const failureAt = (node: TSESTree.Node): Way => ({ kind: "rejects", node, isSeen: false });

/** Nobody waits for `Promise.all` here, so no path shows its failure. */
function lossElsewhere({ beside, begins, root, file }: Tracked): readonly Loss[] {
  if (!beside || begins?.type === T.AwaitExpression || isProgram(root, file)) return [];
  return [{ kind: "partiallyAcquired", way: failureAt(beside), path: [] }];
}

/** What a floating chain forgets may be released by the code beside it. */
function isReleasedOnlyIn(chain: TSESTree.Node, { uses }: Tracked): boolean {
  const releases = [...uses]
    .filter(([, list]) => list.some(({ effect }) => effect.kind === "release"))
    .map(([at]) => at);
  return releases.length > 0 && releases.every((at) => isInside(at, chain));
}

/**
 * What ends by itself is missed only where a promise settles or, in doubt, where the function is seen to leave. What ends
 * with its scope and tells nobody, such as a controller, is let go wherever that suits; only a function that always ends it
 * may fail before.
 */
function isWorthTelling(loss: Loss, all: readonly Loss[], tracked: Tracked): boolean {
  const { resource } = tracked.arrival;
  if (isBody(resource)) return isOrdinary(loss) || isRefused(loss, tracked);
  const { file } = tracked;
  const isDoubted = file.settings.unknownCalls === "borrows";
  if (!isDoubted && isLentState(tracked) && !isOrdinary(loss)) return false;
  if (!needsNobody(resource)) return true;
  if (resource.lifetime === undefined || resource.lifetime === "scoped")
    return (
      isDoubted &&
      resource.ends === undefined &&
      !all.some(isOrdinary) &&
      (!("way" in loss) || hasBegun(loss.way.node, tracked))
    );
  return loss.kind === "leaked" && (isDoubted || loss.way.kind === "resolve" || loss.way.kind === "reject");
}

/** A transaction of a client that the caller lends: where that throws, the caller has both and may roll it back. */
function isLentState({ arrival, holders }: Tracked): boolean {
  return arrival.through === "receiver" && holders.some(({ defs }) => String(defs[0]?.type) === "Parameter");
}

/** `check(response)`: a function that was given the response throws instead of reading it. */
function isRefused(loss: Loss, { uses }: Tracked): boolean {
  if (loss.kind !== "leakedOnThrow") return false;
  const given = isAwait(loss.way.node) ? unwrapped(loss.way.node.argument) : loss.way.node;
  return uses.get(given)?.some(({ effect }) => effect.kind === "enter" || effect.kind === "pass") === true;
}

const isOrdinary = ({ kind }: Loss): boolean => kind !== "leakedOnThrow";

const isAwait = (node: TSESTree.Node): node is TSESTree.AwaitExpression => node.type === T.AwaitExpression;

const RANK = { leaked: 0, overwritten: 1, leakedOnThrow: 2, partiallyAcquired: 2, dropped: 3 } as const;

/** One acquisition, one report: ordinary exits first, then the earliest in the text. */
function worstOf(losses: readonly Loss[]): Loss | undefined {
  // A function ends at the brace that closes it.
  const placeOf = ({ type, range }: TSESTree.Node): number => (type === T.BlockStatement ? range[1] : range[0]);
  const place = (loss: Loss): number => ("way" in loss ? placeOf(loss.way.node) : 0);
  return losses.toSorted((a, b) => RANK[a.kind] - RANK[b.kind] || place(a) - place(b))[0];
}
