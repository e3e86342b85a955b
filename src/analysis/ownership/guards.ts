/** Conditions that speak of the resource in words of the program's own: its state, a flag that tracks the duty. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../../catalog/index.ts";
import type { Variable } from "../file.ts";
import type { Condition, Step } from "../graph/index.ts";
import { isBody, owesNothing } from "../knowledge.ts";
import { exportOf } from "../origin.ts";
import { isInside, keyNameOf, rootOf, unwrapped, wrapped } from "../tree.ts";
import type { State } from "./state.ts";
import { isContainer, type Tracked } from "./tracked.ts";

/** `if (client !== options.client) client.end()`: what was acquired here is nothing that another name held before. */
export function saysOther(
  { kind, of, holds }: Condition,
  { is, holders }: State,
  { file, holders: all }: Tracked,
): boolean {
  if (is !== "held" || kind !== "truthy" || of.type !== T.BinaryExpression || !/^[!=]==?$/u.test(of.operator))
    return false;
  const sides = [of.left, of.right].map((side) => unwrapped(side));
  const held = sides.findIndex((side) => isNamed(file.variableOf(side), holders));
  const other = sides[1 - held];
  const name = other && file.variableOf(rootNameOf(other));
  const isOther = other?.type === T.MemberExpression || other?.type === T.ThisExpression || name !== undefined;
  return held >= 0 && isOther && !isNamed(name, all) && holds === of.operator.startsWith("=");
}

const isNamed = (name: Variable | undefined, holders: State["holders"]): boolean =>
  name !== undefined && holders.includes(name);

/** `if (runner && …)`: a name that holds it is not empty, however it came to hold it. */
export function saysAbsent({ kind, of, holds }: Condition, { is, holders }: State, { file }: Tracked): boolean {
  const asked = is === "held" && kind !== "equals" ? file.variableOf(unwrapped(of)) : undefined;
  return asked !== undefined && holders.includes(asked) && holds === (kind === "nullish");
}

/** `runner.isTransactionActive`: asked of the thing itself, and whatever is done with it may change the answer. */
export function asksItself({ of }: Condition, { is, holders }: State, { file, arrival }: Tracked): boolean {
  const asked = is === "held" ? unwrapped(of.type === T.BinaryExpression ? of.left : of) : undefined;
  if (asked?.type !== T.MemberExpression) return false;
  return isNamed(file.variableOf(unwrapped(asked.object)), holders) && !isKnownOf(keyNameOf(asked), arrival.resource);
}

/** `if (!runner.isTransactionActive) await runner.release()`: whether its end is due stands on the thing itself. */
export function saysDueItself(when: Condition, { at }: Step, state: State, tracked: Tracked): boolean {
  const guard = asksItself(when, state, tracked) ? conjunctionAround(at) : undefined;
  return guard !== undefined && when.holds !== guard.enters && isReleasedIn(guard.around.consequent, tracked);
}

/** What the catalogue knows says for certain whether anything is owed. */
const isKnownOf = (name: string | undefined, { endedWhen = [] }: ResourceModel): boolean =>
  name === undefined || endedWhen.some((one) => one.replace(/^!|=.*$/gu, "") === name);

/** The `if` without `else` that only goes on into its statement where the test, or its opposite, holds. */
function conjunctionAround(test: TSESTree.Node): { around: TSESTree.IfStatement; enters: boolean } | undefined {
  let enters = true;
  for (let at = wrapped(test), isPart = false; at.parent; at = wrapped(at.parent)) {
    const { parent } = at;
    if (parent.type === T.IfStatement)
      return parent.test === at && !parent.alternate ? { around: parent, enters } : undefined;
    if (parent.type === T.LogicalExpression && parent.operator === "&&") isPart = true;
    else if (parent.type === T.UnaryExpression && parent.operator === "!" && !isPart) enters = !enters;
    else if (parent.type !== T.BinaryExpression || isPart) return undefined;
  }
  return undefined;
}

/** `if (response.Body instanceof Readable)`: that is what it is, and a body that is nothing of the kind is none to read. */
export function saysNoBody({ kind, of, holds }: Condition, { is, holders }: State, tracked: Tracked): boolean {
  if (is !== "held" || holds || kind !== "truthy" || !isBody(tracked.arrival.resource)) return false;
  if (of.type !== T.BinaryExpression || of.operator !== "instanceof") return false;
  const asked = unwrapped(of.left);
  const held = tracked.file.variableOf(asked.type === T.MemberExpression ? unwrapped(asked.object) : asked);
  return held !== undefined && holders.includes(held);
}

/** `options` of `options.client`. */
function rootNameOf(node: TSESTree.Node): TSESTree.Node {
  const it = unwrapped(node);
  return it.type === T.MemberExpression ? rootNameOf(it.object) : it;
}

/** `client instanceof Pool`: it asks for what lives longer, or less long, than what is held. */
export function isOfAnotherKind({ kind, of }: Condition, { is, holders }: State, { arrival, file }: Tracked): boolean {
  if (is !== "held" || kind !== "truthy" || of.type !== T.BinaryExpression || of.operator !== "instanceof")
    return false;
  const held = file.variableOf(unwrapped(of.left));
  const asked = held && holders.includes(held) ? exportOf(of.right, file) : undefined;
  const known = asked && file.knowledge.types.get(`${asked.module}|${asked.path}`);
  return known !== undefined && lifetimeOf(known) !== lifetimeOf(arrival.resource);
}

const lifetimeOf = ({ lifetime = "scoped" }: ResourceModel): string => lifetime;

/**
 * `if (client.inTransaction) return; client.release()` in a function that is given the client: whether its end is due
 * stands on the thing itself, and whoever calls has written it there.
 */
export function saysNotDue({ of, holds }: Condition, { at }: Step, { is, holders }: State, tracked: Tracked): boolean {
  const guard = is === "held" ? guardAround(at) : undefined;
  const fn = guard && rootOf(guard);
  if (!guard || !fn || (fn === tracked.root && tracked.arrival.lent !== true) || !isLeft(guard)) return false;
  const asked = unwrapped(of.type === T.BinaryExpression ? of.left : of);
  const held = asked.type === T.MemberExpression ? tracked.file.variableOf(unwrapped(asked.object)) : undefined;
  if (!held || !holders.includes(held) || holds !== entersConsequent(at, guard)) return false;
  return [...tracked.uses].some(
    ([place, list]) =>
      rootOf(place) === fn && place.range[0] > guard.range[1] && list.some(({ effect }) => effect.kind === "release"),
  );
}

function isLeft({ consequent, alternate }: TSESTree.IfStatement): boolean {
  const [first] = consequent.type === T.BlockStatement ? consequent.body : [consequent];
  return !alternate && first?.type === T.ReturnStatement && !first.argument;
}

/** `if (files.length > 0)`, `ctx.file?.close()`: a container that holds the resource is not empty. */
export function saysEmpty({ kind, of, holds }: Condition, { is, holders }: State, tracked: Tracked): boolean {
  if (is !== "held" || kind === "equals") return false;
  const isComparison = kind === "truthy" && of.type === T.BinaryExpression;
  const container = containerOf(isComparison ? of.left : of, tracked);
  if (!container || !holders.includes(container)) return false;
  if (kind === "nullish") return holds;
  if (!isComparison) return !holds;
  if (!isNothing(of.right)) return false;
  return ["===", "==", "<", "<="].includes(of.operator) ? holds : !holds;
}

/** The container that an expression reads from: `files` of `files.length`, of `map.get(id)` and of `Object.keys(files).length`. */
function containerOf(node: TSESTree.Node, tracked: Tracked): Variable | undefined {
  const it = unwrapped(node);
  if (it.type === T.CallExpression)
    return containerOf(it.callee, tracked) ?? (it.arguments[0] && containerOf(it.arguments[0], tracked));
  if (it.type === T.MemberExpression) return containerOf(it.object, tracked);
  const variable = tracked.file.variableOf(it);
  return variable && isContainer(variable, tracked) ? variable : undefined;
}

const isNothing = (node: TSESTree.Node): boolean =>
  (node.type === T.Literal && (node.value === null || node.value === 0 || node.value === 1)) ||
  (node.type === T.Identifier && node.name === "undefined");

/**
 * `if (owned) client.end()`: the program keeps track of the duty in a flag of its own. Where nothing is known of the
 * flag, the way around the release is not taken in doubt, unless in doubt is what the user asked for.
 */
export function isGuardedRelease(when: Condition, { at }: Step, tracked: Tracked): boolean {
  const isDoubted = tracked.file.settings.unknownCalls === "borrows" && !owesNothing(tracked.arrival.resource);
  if (when.kind !== "truthy") return false;
  const guard = guardAround(at);
  if (guard && saysKeep(when.of)) return isReleasedIn(guard, tracked);
  if (guard && isFlag(when.of) && isEndedBefore(when, tracked)) return true;
  if (!isFlag(when.of) || !guard || guard.alternate) return false;
  if (when.holds === entersConsequent(at, guard)) return isOnceGuard(when.of, guard, tracked);
  if (isDoubted) return isSetBelow(when.of, guard, tracked) && isReleasedBelow(guard, tracked);
  return isReleasedBelow(guard, tracked);
}

const isReleasedBelow = ({ consequent }: TSESTree.IfStatement, tracked: Tracked): boolean =>
  isReleasedIn(consequent, tracked);

const isReleasedIn = (statement: TSESTree.Node, { uses }: Tracked): boolean =>
  [...uses].some(([place, list]) => isInside(place, statement) && list.some(({ effect }) => effect.kind === "release"));

/** `if (backup && !keepBackup) rmSync(backup)`: the way around the release, be the flag known or not; not where in doubt it is owed. */
export function saysKept({ kind, of, holds }: Condition, { at }: Step, tracked: Tracked): boolean {
  if (tracked.file.settings.unknownCalls === "borrows") return false;
  const guard = kind === "truthy" && saysKeep(of) ? conjunctionAround(at) : undefined;
  return guard !== undefined && holds !== guard.enters && isDisposedIn(guard.around.consequent, tracked);
}

/** `child.stdout?.pipe(log)`: whoever writes it so knows that there is one; not where doubt is what the user asked for. */
export function saysNobodyTakes({ kind, of, holds }: Condition, tracked: Tracked): boolean {
  if (tracked.file.settings.unknownCalls === "borrows" || kind !== "nullish" || !holds) return false;
  const chain = chainAround(of);
  return chain !== undefined && isDisposedIn(chain, tracked);
}

function chainAround({ parent }: TSESTree.Node): TSESTree.ChainExpression | undefined {
  if (parent?.type === T.ChainExpression) return parent;
  return parent?.type === T.MemberExpression || parent?.type === T.CallExpression ? chainAround(parent) : undefined;
}

/** Whoever it is given to where it is not to be kept is there to remove it. */
const isDisposedIn = (statement: TSESTree.Node, { uses }: Tracked): boolean =>
  [...uses].some(
    ([place, list]) =>
      isInside(place, statement) && list.some(({ effect: { kind } }) => ["release", "take", "offer"].includes(kind)),
  );

/** `if (!options.keep) rmSync(directory)`: what is left is left on demand. */
function saysKeep(flag: TSESTree.Node): boolean {
  const name = flag.type === T.Identifier ? flag.name : flag.type === T.MemberExpression ? keyNameOf(flag) : undefined;
  return /^(?:is|should)?_?(?:keep|leave|preserve|retain|skip_?clean|no_?clean)/iu.test(name ?? "");
}

/** `if (settled) return; settled = true; socket.destroy()`: whoever set the flag before has done the rest, too. */
function isOnceGuard(flag: TSESTree.Node, guard: TSESTree.IfStatement, { file }: Tracked): boolean {
  if (!isLeft(guard)) return false;
  const writes = file.variableOf(flag)?.references.filter((one) => one.isWrite()) ?? [];
  return writes.some(({ identifier }) => rootOf(identifier) === rootOf(flag) && identifier.range[0] > guard.range[1]);
}

/** `if (!closed) { closed = true; socket.close(); }`: whoever set the flag before has been here. */
function isSetBelow(flag: TSESTree.Node, { consequent }: TSESTree.IfStatement, { file }: Tracked): boolean {
  const writes = file.variableOf(flag)?.references.filter((one) => one.isWrite() && !one.init) ?? [];
  return writes.length > 0 && writes.every(({ identifier }) => isInside(identifier, consequent));
}

/**
 * `if (!closed) log.end(() => (closed = true)); else …`: wherever the flag is set, its own guard has let the path in,
 * to a release; so whoever finds it set comes after one.
 */
function isEndedBefore({ of, holds }: Condition, tracked: Tracked): boolean {
  const { file } = tracked;
  const flag = file.variableOf(of);
  const declarator = flag?.defs[0]?.node;
  if (!flag || declarator?.type !== T.VariableDeclarator || !isSaying(declarator.init, !holds)) return false;
  const writes = flag.references.filter((one) => one.isWrite() && !one.init);
  const guards = flag.references.flatMap(({ identifier }) => {
    const guard = guardAround(identifier);
    if (!guard) return [];
    return (entersConsequent(identifier, guard) === holds ? guard.alternate : guard.consequent) ?? [];
  });
  const releasing = guards.filter((way) => isReleasedIn(way, tracked));
  return writes.length > 0 && writes.every(({ identifier }) => releasing.some((way) => isInside(identifier, way)));
}

/** `let closed = false`, `let closed`. */
const isSaying = (init: TSESTree.Node | null, what: boolean): boolean =>
  init ? init.type === T.Literal && Boolean(init.value) === what : !what;

/** After a release: whether the answer may depend on the release, so that the program itself may know of it. */
export function mayKnow(when: Condition, { file, holders }: Tracked): boolean {
  if (/^(?:For|While|DoWhile)/u.test(wrapped(when.of).parent?.type ?? "")) return false;
  const isSteady = (node: TSESTree.Node): boolean => {
    const it = unwrapped(node);
    switch (it.type) {
      case T.Literal:
        return true;
      case T.Identifier: {
        const variable = file.variableOf(it);
        return (
          !variable || (!holders.includes(variable) && variable.references.filter((one) => one.isWrite()).length < 2)
        );
      }
      case T.MemberExpression:
        return !it.computed && isCaught(it.object, file);
      case T.UnaryExpression:
        return isSteady(it.argument);
      case T.BinaryExpression:
        return isSteady(it.left) && isSteady(it.right);
      default:
        return false;
    }
  };
  return ![when.of, ...("value" in when ? [when.value] : [])].every(isSteady);
}

function isCaught(node: TSESTree.Node, file: Tracked["file"]): boolean {
  return file.variableOf(unwrapped(node))?.defs[0]?.node.type === T.CatchClause;
}

const isFlag = (node: TSESTree.Node): boolean =>
  node.type === T.Identifier || (node.type === T.MemberExpression && node.object.type === T.ThisExpression);

function guardAround(test: TSESTree.Node): TSESTree.IfStatement | undefined {
  const { parent } = wrapped(test);
  if (parent?.type === T.UnaryExpression && parent.operator === "!") return guardAround(parent);
  return parent?.type === T.IfStatement && parent.test === wrapped(test) ? parent : undefined;
}

/** Whether the test being true leads into the guarded statement. */
function entersConsequent(test: TSESTree.Node, guard: TSESTree.IfStatement): boolean {
  let negations = 0;
  for (let at = wrapped(test); at !== guard.test && at.parent; at = wrapped(at.parent)) negations++;
  return negations % 2 === 0;
}
