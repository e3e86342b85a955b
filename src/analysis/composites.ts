/** Composites: classes of the program that acquire nothing themselves, keep what they are given, and end all of it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { arrivalsAt } from "./acquisitions.ts";
import { endsAll, readsLikeEnd } from "./end-names.ts";
import type { File } from "./file.ts";
import { termsOf } from "./knowledge.ts";
import { type Member, type Outline, outlinesUnder } from "./outlines.ts";
import { calleeNameOf, type CallNode, unwrapped } from "./tree.ts";

/** `.dispose()`, which ends what `put` gives a `new CompositeDisposable()`; absent where it is none, or does more. */
export function endOfComposite(made: TSESTree.Node, put: CallNode, file: File): string | undefined {
  const it = unwrapped(made);
  if (it.type !== T.NewExpression) return undefined;
  const [outline, ...others] = outlinesUnder(unwrapped(it.callee), file);
  const end = outline && others.length === 0 ? endOf(outline, calleeNameOf(put)) : undefined;
  if (end === undefined) return undefined;
  return end.startsWith("@@") ? `[Symbol.${end.slice("@@".length)}]()` : `.${end}()`;
}

/** A store of a library, owed itself as soon as `put` has given it something. */
export const isKnownStore = (made: TSESTree.Node, put: CallNode, file: File): boolean =>
  made.type === T.NewExpression &&
  arrivalsAt(made, file).some(({ resource }) => termsOf(resource).opens.some(({ path }) => path === calleeNameOf(put)));

/** What extends something may be known to it. */
function endOf({ isClass, hasBase, members }: Outline, put: string): string | undefined {
  if (!isClass || hasBase || members.some(({ givesItself }) => givesItself)) return undefined;
  const named = (name: string): readonly Member[] =>
    members.filter((one) => one.name === name && one.isMethod && !one.isStatic);
  const making = calledBy(
    members.filter(({ name }) => name === ""),
    named,
  );
  const putting = calledBy(named(put), named);
  const isQuiet = [...putting, ...making].every((name) => KEEPS.test(name) || QUIET.test(name) || readsLikeEnd(name));
  if (!isQuiet || !putting.some((name) => KEEPS.test(name))) return undefined;
  return members
    .filter(({ name, isMethod, isStatic }) => isMethod && !isStatic && endsAll(name))
    .filter((end) => calledBy([end], named).some((name) => endsAll(name)))
    .map(({ name }) => name)
    .toSorted((a, b) => Number(a.startsWith("@@")) - Number(b.startsWith("@@")))[0];
}

const KEEPS = /^(?:add|push|set|unshift)$/u;
/** Whoever does more than to look when it is given something may begin to work with it. */
const QUIET =
  /^(?:at|bind|check\w*|create|delete|error|filter|find\w*|fire|forEach|from|get|has|includes|indexOf|is[A-Z]\w*|map|\w*[Dd]ispose[dr]?|slice|some|splice|track\w*|values|warn)$/u;

/** The names of all that methods call, by way of others of the class, too. */
function calledBy(methods: readonly Member[], named: (name: string) => readonly Member[]): readonly string[] {
  const reached = new Set(methods);
  for (const { calls } of reached) for (const one of calls.flatMap(named)) reached.add(one);
  const own = new Set([...reached].flatMap(({ calls }) => calls));
  return [...reached].flatMap(({ called }) => called).filter((name) => !own.has(name) || named(name).length === 0);
}
