/** What is done with a resource that this very function has certainly released: released again, used, returned, stored. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { graphOf, type Step } from "../graph/index.ts";
import { type CallNode, isCall, isFunction, isInside, type Root, rootOf, wrapped } from "../tree.ts";
import { isReleasedIn, stepsFrom } from "./evidence.ts";
import type { Visit } from "./state.ts";
import type { Holder, Tracked, Use } from "./tracked.ts";
import { touchesOf } from "./touches.ts";

/** One thing done wrong at or after a release. */
export interface Misuse {
  readonly kind: "releasedTwice" | "usedAfterRelease" | "releasedTooEarly";
  /** The second release, the use, or the call whose promise nobody awaits. */
  readonly by: TSESTree.Node;
  /** The name through which it is done. */
  readonly holder: string;
  /** The release that came, or comes, too early. */
  readonly release: TSESTree.Node;
  /** Nothing depends on the second release: on every way to it the resource has been released. */
  readonly isRedundant: boolean;
}

/** What may come after a release, by the node of the step at which it happens, with the names that must still hold it. */
type Candidates = ReadonlyMap<TSESTree.Node, { readonly by: readonly Holder[]; readonly isRelease: boolean }>;

/** A release of its own kind at this step; `using` and loops that release do so later than where they stand. */
export function isReleasing(uses: readonly Use[], { kind, at }: Step): boolean {
  const kinds = new Set(uses.map(({ effect }) => effect.kind));
  return kind === "evaluate" && isCall(at) && kinds.has("release") && !kinds.has("take");
}

/** Empty for the ordinary function, in which nothing can come after a release. */
export function candidatesIn(tracked: Tracked): Candidates {
  const found = new Map<TSESTree.Node, { by: Holder[]; isRelease: boolean }>();
  for (const [at, uses] of tracked.uses) {
    const by = uses.filter(({ effect }) => effect.kind === "release").map((use) => use.by);
    if (by.length > 0 && isCall(at)) found.set(at, { by, isRelease: true });
  }
  if (found.size === 0) return found;
  for (const { at, by } of touchesOf(tracked)) if (!found.has(at)) found.set(at, { by: [by], isRelease: false });
  return found.size > 1 && isReachable(found, tracked) ? found : new Map();
}

/** Whether some candidate can follow a release. */
function isReachable(candidates: Candidates, tracked: Tracked): boolean {
  const roots = new Set<Root>([tracked.root, ...[...candidates.keys()].map(rootOf)]);
  return [...roots].some((root) => {
    const { entry } = graphOf(root, tracked.file.sourceCode.visitorKeys);
    const releases = [...stepsFrom(entry)].filter((step) => releasesAt(step, candidates, tracked));
    return [...stepsAfter(releases, tracked)].some(
      (step) => candidates.has(step.at) || releasesAt(step, candidates, tracked) || touchedIn(step, candidates),
    );
  });
}

const releasesAt = (step: Step, candidates: Candidates, tracked: Tracked): boolean =>
  candidates.get(step.at)?.isRelease === true || isReleasedIn(step, tracked);

/** A function written in place runs here. */
const touchedIn = ({ kind, at }: Step, candidates: Candidates): boolean =>
  kind === "run" && isFunction(at) && [...candidates.keys()].some((one) => isInside(one, at));

/** Until it is acquired anew. */
function stepsAfter(releases: readonly Step[], { begins }: Tracked): ReadonlySet<Step> {
  const after = new Set<Step>();
  const pending = [...releases];
  for (let step = pending.pop(); step; step = pending.pop())
    for (const to of [...step.next.map((edge) => edge.to), ...(step.thrown ? [step.thrown] : [])]) {
      if (after.has(to)) continue;
      after.add(to);
      if (to.at !== begins) pending.push(to);
    }
  return after;
}

export interface Watch {
  readonly seen: (visit: Visit) => void;
  readonly misuses: () => readonly Misuse[];
}

/** Collects, step by step, whether everybody who comes there with the resource has released it before. */
export function watchFor(candidates: Candidates, { arrival: { resource }, holders }: Tracked): Watch {
  const visits = new Map<Step, { readonly first: Visit; readonly isCertain: boolean } | undefined>();
  return {
    seen(visit) {
      const { step, state } = visit;
      const candidate = candidates.get(step.at);
      if (!candidate || !isWhereItHappens(step) || state.is === "absent") return;
      const isCertain = state.is === "released" && candidate.by.some((one) => state.holders.includes(one));
      const known = visits.get(step);
      visits.set(step, { first: known?.first ?? visit, isCertain: isCertain && known?.isCertain !== false });
    },
    misuses() {
      const certain = [...visits].filter(([, one]) => one?.isCertain);
      const found = new Map<TSESTree.Node, Misuse>();
      for (const [{ at }, one] of certain) {
        const release = one && releaseBefore(one.first);
        const isRelease = candidates.get(at)?.isRelease === true;
        if (!release || found.has(at) || release === at) continue;
        if (isRelease && !isToldTwice(release, at, resource.twice)) continue;
        const isRedundant = [...visits].every(([step, other]) => step.at !== at || other?.isCertain === true);
        found.set(at, {
          kind: isRelease ? "releasedTwice" : "usedAfterRelease",
          by: at,
          holder: holders[0]?.name ?? "",
          release,
          isRedundant,
        });
      }
      return [...found.values()];
    },
  };
}

const isWhereItHappens = ({ kind }: Step): boolean => kind === "evaluate" || kind === "return";

/** What is tolerated is worth a word only where nothing but an oversight explains it: the same call twice in one list of statements. */
function isToldTwice(
  release: TSESTree.Node,
  again: TSESTree.Node,
  twice: "tolerated" | "throws" | "unsafe" | undefined,
): boolean {
  if (twice === "throws" || twice === "unsafe") return true;
  return isCall(release) && isCall(again) && methodOf(release) === methodOf(again) && listOf(release) === listOf(again);
}

const methodOf = ({ callee }: CallNode): string =>
  callee.type === T.MemberExpression && callee.property.type === T.Identifier ? callee.property.name : "";

/** The block in which a call stands as a statement of its own; a fresh object, equal to no other, when it does not. */
function listOf(call: TSESTree.Node): object {
  const outer = wrapped(call).parent?.type === T.AwaitExpression ? wrapped(call).parent : wrapped(call);
  return outer?.parent?.type === T.ExpressionStatement ? outer.parent.parent : {};
}

/** The step at which the path to a visit released it; absent where that lies outside the function of the visit. */
function releaseBefore(visit: Visit): TSESTree.Node | undefined {
  for (let at = visit.from; at; at = at.from) if (at.state.is !== "released") return at.step.at;
  return undefined;
}
