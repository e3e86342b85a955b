/** What may a function answer, or a class keep? Told from TypeScript's tree alone, so that most code is never read closer. */
import { isEnd } from "./end-names.ts";
import { isCall, isFunction, nameOf, type Part, partsBelow, textAt, visitBelow, writtenAt } from "./parts.ts";

/** Where the answer of a function, or what the fields of a class hold, may come from. */
export interface Answer {
  /** Names of what is called or constructed there. */
  readonly names: ReadonlySet<string>;
  /** These calls as written, each to the end of its first argument. */
  readonly calls: readonly string[];
}

/** `passing`: methods that answer what they are called on, or a promise or view of it. */
export function answerOf(code: Part, passing: ReadonlySet<string>): Answer {
  const { text } = code.getSourceFile();
  const found = { names: new Set<string>(), calls: [] as string[] };
  const seen = new Set<unknown>();
  // Most answers name no variable, and most that do name one of their own function.
  const values = new Map<Part, ReadonlyMap<string, readonly Part[]>>();
  const valuesAt = (part: Part): ReadonlyMap<string, readonly Part[]> => {
    const home = functionAround(part, code);
    const found = values.get(home) ?? valuesIn(home);
    values.set(home, found);
    return found;
  };
  const pending = isFunction(code) ? answersOf(code) : keptBy(code);
  const add = (part: Part): void => void pending.push(part);
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (seen.has(part)) continue;
    seen.add(part);
    const name = part.escapedText;
    if (isFunction(part)) [...answersOf(part), ...endedBy(part)].forEach(add);
    else if (name !== undefined) valuesAt(part).get(name)?.forEach(add);
    else if (isCall(part)) throughCall(part, text, passing, found).forEach(add);
    else if (part.name && part.expression) add(part.expression);
    // A text holds nothing of what it is put together from.
    else if (!part.templateSpans) part.forEachChild(add);
  }
  return found;
}

/** Notes the call; answers what its own answer may come from. */
function throughCall(
  call: Part,
  text: string,
  passing: ReadonlySet<string>,
  found: { readonly names: Set<string>; readonly calls: string[] },
): readonly Part[] {
  const [callee, [first, ...others]] = [call.expression as Part, call.arguments ?? []];
  const name = nameOf(callee);
  if (name === "Promise" && first && isFunction(first)) return settledIn(first);
  if (name !== undefined) found.names.add(name);
  const isShort = first !== undefined && !isFunction(first);
  found.calls.push(`${text.slice(callee.pos, callee.end)}(${isShort ? text.slice(first.pos, first.end) : ""}`);
  const receiver = name !== undefined && callee.expression && passing.has(name) ? [callee.expression] : [];
  return [...receiver, ...(answersGiven(callee, name) && first ? [first, ...others] : [])];
}

/** What a method of some other object is given seldom comes back: `statement.run(client)`, unlike `wrap(client)`, `.then(() => client)`. */
const answersGiven = (callee: Part, name: string | undefined): boolean =>
  callee.expression === undefined ||
  callee.name === undefined ||
  name === "then" ||
  /^(?:this\b|[A-Z]\w*\.)/u.test(textAt(callee));

/** What an arrow function stands for, or what the `return`s of a function answer. */
function answersOf(fn: Part): Part[] {
  const body = fn.body as Part;
  if (!("statements" in body)) return [body];
  const found: Part[] = [];
  visitBelow(body, (part) => {
    if (isFunction(part)) return false;
    if (isReturn(part)) found.push(part.expression as Part);
    return true;
  });
  return found;
}

/** What a function speaks of that may be handed out as the end of it. */
function endedBy(fn: Part): readonly Part[] {
  const member = [fn, fn.parent].find(({ parent }) => parent.properties !== undefined);
  const name = nameOf(member);
  if (name !== undefined && !isEnd(name)) return [];
  return partsBelow(fn, isCall).flatMap((call) => [rootOf(call.expression as Part), ...(call.arguments ?? [])]);
}

/** Most of what has an expression has a name or arguments, too, and its text need not be looked at. */
const isReturn = (part: Part): boolean =>
  part.expression !== undefined && part.name === undefined && !isCall(part) && writtenAt(part, "return");

/** What an executor hands to its first parameter, or the call that is handed the parameter itself. */
function settledIn(executor: Part): readonly Part[] {
  const resolve = nameOf(executor.parameters?.[0]);
  const isResolve = ({ escapedText, parent }: Part): boolean =>
    escapedText !== undefined && escapedText === resolve && isCall(parent);
  return partsBelow(executor.body as Part, isResolve).flatMap((part) =>
    part.parent.expression === part ? (part.parent.arguments ?? []) : [part.parent],
  );
}

/** What the fields of a class are given: at once, by assignment, or by a call of one of them. */
function keptBy(code: Part): Part[] {
  const found = (code.members ?? []).flatMap(({ initializer }) => (initializer ? [initializer] : []));
  visitBelow(code, (part) => {
    if (part.left && part.right && isOfThis(part.left)) found.push(part.right);
    else if (isCall(part) && part.expression && isOfThis(part.expression)) found.push(...(part.arguments ?? []));
  });
  return found;
}

const isOfThis = (part: Part): boolean => (part.expression ? isOfThis(part.expression) : writtenAt(part, "this"));

/** The outermost function around a part of the code, which declares the variables that the part can name; without one all the code. */
function functionAround(part: Part, code: Part): Part {
  let found = code;
  for (let at = part; at !== code.parent; at = at.parent) if (isFunction(at)) found = at;
  return found;
}

/** By name: all that a variable is given, that is put into it, or that a callback's parameter arrives from. */
function valuesIn(code: Part): ReadonlyMap<string, readonly Part[]> {
  const found = new Map<string, Part[]>();
  const give = (target: Part, values: readonly Part[]): void => {
    for (const name of namesIn(target)) {
      const all = found.get(name);
      if (all) all.push(...values);
      else found.set(name, [...values]);
    }
  };
  visitBelow(code, (part) => {
    if (part.initializer && part.name) give(part.name, [part.initializer]);
    else if (part.left && part.right) give(rootOf(part.left), [part.right]);
    else if (isFunction(part) && part.name) give(part.name, [part]);
    else if (isCall(part) && part.expression?.expression) give(rootOf(part.expression), part.arguments ?? []);
    if (isFunction(part) && isCall(part.parent))
      for (const parameter of part.parameters ?? []) give(parameter, [part.parent]);
  });
  return found;
}

/** `list` in `list.items.push`. */
const rootOf = (part: Part): Part => (part.expression ? rootOf(part.expression) : part);

/** The names that a pattern binds, or the one name itself. */
function namesIn(target: Part): readonly string[] {
  const own = nameOf(target);
  if (own !== undefined) return [own];
  return partsBelow(target.name ?? target, ({ escapedText }) => escapedText !== undefined).flatMap(
    ({ escapedText }) => escapedText ?? [],
  );
}
