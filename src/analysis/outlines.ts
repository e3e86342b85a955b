/** What the members of a class or an interface tell without a closer look, here or in another source of the program. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "./file.ts";
import { importOf } from "./imports.ts";
import {
  isCall,
  isDeclaredAround,
  isFunction as isCode,
  nameOf,
  type Part,
  partsBelow,
  textAt,
  writtenAt,
} from "./parts.ts";
import { calleeNameOf, callsIn, keyNameOf, unwrapped } from "./tree.ts";

export interface Outline {
  readonly isClass: boolean;
  readonly hasBase: boolean;
  readonly members: readonly Member[];
  /** The names of what it extends that only the platform declares. */
  readonly platform: readonly string[];
  /** What else it extends, as far as that is the program's own. */
  readonly bases: () => readonly Outline[];
}

export interface Member {
  /** `@@dispose` for symbols; empty for a constructor. */
  readonly name: string;
  readonly isStatic: boolean;
  readonly isMethod: boolean;
  /** Only the class, and what extends it, may use it. */
  readonly isHidden: boolean;
  /** The last names of all that it calls, constructors and `Promise.resolve()` left out. */
  readonly called: readonly string[];
  /** The last names of all that it constructs. */
  readonly constructs: readonly string[];
  /** The methods it calls on its own object. */
  readonly calls: readonly string[];
  /** Such a call, awaited or returned or neither, is all it does. */
  readonly isOneCall: boolean;
  /** It has a body, and nothing in it. */
  readonly isEmpty: boolean;
  /** It gives its own object to a call: `scopes.add(this)`. */
  readonly givesItself: boolean;
  /** It calls something else than the constructors of empty collections. */
  readonly makes: boolean;
}

/** What a name stands for: several where declarations merge, none where it is no class or interface of the program. */
export function outlinesUnder(name: TSESTree.Node, file: File): readonly Outline[] {
  if (name.type !== T.Identifier || file.isGlobal(name)) return [];
  if (importOf(name, file)) return file.sources?.outlinesOf(name) ?? [];
  const node = file.variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined;
  return node?.type === T.ClassDeclaration || node?.type === T.TSInterfaceDeclaration ? [outlineOf(node, file)] : [];
}

const MAX_DEPTH = 5;

/** A class or interface and all it extends. */
export function lineOf(outline: Outline, depth = 0): readonly Outline[] {
  return [outline, ...(depth < MAX_DEPTH ? outline.bases().flatMap((base) => lineOf(base, depth + 1)) : [])];
}

function outlineOf(node: TSESTree.ClassDeclaration | TSESTree.TSInterfaceDeclaration, file: File): Outline {
  const isClass = node.type === T.ClassDeclaration;
  const bases = isClass ? [node.superClass] : node.extends.map(({ expression }) => expression);
  const names = bases.flatMap((base) => (base?.type === T.Identifier ? base : []));
  const members: readonly (TSESTree.ClassElement | TSESTree.TypeElement)[] = node.body.body;
  return {
    isClass,
    hasBase: isClass && node.superClass !== null,
    members: members.flatMap((member) => memberOf(member, file)),
    platform: names.filter((base) => file.isGlobal(base)).map(({ name }) => name),
    bases: () => names.flatMap((base) => outlinesUnder(base, file)),
  };
}

function memberOf(member: TSESTree.ClassElement | TSESTree.TypeElement, file: File): readonly Member[] {
  const isMethod = member.type === T.MethodDefinition;
  if (!isMethod && member.type !== T.PropertyDefinition && member.type !== T.TSMethodSignature) return [];
  const isConstructor = isMethod && member.kind === "constructor";
  const name = isConstructor ? "" : keyNameOf(member);
  if (name === undefined) return [];
  const value = "value" in member ? (isMethod ? member.value.body : member.value) : undefined;
  const calls = value ? callsIn(value, file.sourceCode.visitorKeys) : [];
  return [
    {
      name,
      isStatic: member.static,
      isMethod: isMethod && !isConstructor,
      isHidden: member.accessibility === "private" || member.accessibility === "protected" || isPrivateName(member.key),
      called: calls.flatMap((call) => (call.type === T.CallExpression && !isOfPromise(call) ? calleeNameOf(call) : [])),
      constructs: calls.flatMap((call) => (call.type === T.NewExpression ? calleeNameOf(call) : [])),
      calls: calls.flatMap((call) => ownMethod(call) ?? []),
      isOneCall: isMethod && isOneCall(member.value),
      isEmpty: isMethod && member.value.body?.body.length === 0,
      givesItself: calls.some((call) => call.arguments.some(({ type }) => type === T.ThisExpression)),
      makes: calls.some(({ callee }) => callee.type !== T.Identifier || !EMPTY.has(callee.name)),
    },
  ];
}

const isPrivateName = ({ type }: TSESTree.Node): boolean => type === T.PrivateIdentifier;

const EMPTY: ReadonlySet<string> = new Set(["Map", "Set", "WeakMap", "WeakSet"]);

/** `Promise.resolve()` settles nothing that was there before. */
function isOfPromise({ callee }: TSESTree.CallExpression): boolean {
  const it = unwrapped(callee);
  return it.type === T.MemberExpression && it.object.type === T.Identifier && it.object.name === "Promise";
}

/** `close` in `this.close()`. */
function ownMethod(node: TSESTree.Node): string | undefined {
  const callee = node.type === T.CallExpression ? unwrapped(node.callee) : undefined;
  return callee?.type === T.MemberExpression && callee.object.type === T.ThisExpression ? keyNameOf(callee) : undefined;
}

/** `{ return this.close(); }`, awaited or not. */
function isOneCall({ body, params }: TSESTree.MethodDefinition["value"]): boolean {
  const [statement, ...more] = body?.body ?? [];
  const written =
    statement?.type === T.ExpressionStatement
      ? statement.expression
      : statement?.type === T.ReturnStatement
        ? statement.argument
        : undefined;
  const call = written?.type === T.AwaitExpression ? written.argument : written;
  return more.length === 0 && params.length === 0 && call?.type === T.CallExpression && call.arguments.length === 0;
}

/** The same of a declaration in another source, told from TypeScript's tree; `declared` answers what a name stands for there. */
export function outlineAt(declaration: Part, declared: (name: Part) => readonly Part[]): Outline {
  const { members = [], heritageClauses = [] } = declaration;
  const isClass = /^[^{]*\bclass\b/u.test(textAt(declaration));
  let below: readonly Outline[] | undefined;
  const bases = heritageClauses
    .filter((clause) => writtenAt(clause, "extends"))
    .flatMap(({ types }) => types.map(({ expression }) => expression));
  return {
    isClass,
    hasBase: isClass && bases.length > 0,
    members: members.flatMap((member) => memberAt(member)),
    platform: bases.filter((base) => !isDeclaredAround(base)).flatMap((base) => nameOf(base) ?? []),
    bases: () =>
      (below ??= bases.flatMap((base) =>
        declared(base).flatMap((one) => (one.members === undefined ? [] : [outlineAt(one, declared)])),
      )),
  };
}

function memberAt(member: Part): readonly Member[] {
  const { name, parameters, body, modifiers = [] } = member;
  const key = name ? keyAt(name) : body && "";
  if (key === undefined) return [];
  const own = (): readonly Part[] =>
    callsAt(member).filter((call) => isCall(call) && isThis(call.expression?.expression));
  return [
    {
      name: key,
      isStatic: modifiers.some((one) => writtenAt(one, "static")),
      isMethod: isCode(member) && key !== "",
      isHidden: modifiers.some((one) => writtenAt(one, "pr")) || (name !== undefined && writtenAt(name, "#")),
      isEmpty: (body as { statements?: readonly Part[] } | undefined)?.statements?.length === 0,
      // Most members are never asked.
      get called() {
        return callsAt(member)
          .filter((call) => !isNewCall(call) && call.expression?.expression?.escapedText !== "Promise")
          .flatMap((call) => nameOf(call.expression) ?? []);
      },
      get constructs() {
        return callsAt(member)
          .filter(isNewCall)
          .flatMap(({ expression }) => nameOf(expression) ?? []);
      },
      get calls() {
        return own().flatMap((call) => nameOf(call.expression) ?? []);
      },
      get isOneCall() {
        return parameters?.length === 0 && body !== undefined && isOneCallAt(body, own);
      },
      get givesItself() {
        return callsAt(member).some((call) => call.arguments?.some(isThis));
      },
      get makes() {
        return callsAt(member).some(
          ({ expression }) => !EMPTY.has(nameOf(expression) ?? "") || expression?.name !== undefined,
        );
      },
    },
  ];
}

const calls = new WeakMap<Part, readonly Part[]>();

/** Every call in the body or the value of a member. */
function callsAt(member: Part): readonly Part[] {
  const found = calls.get(member);
  if (found) return found;
  const made = [member.body, member.initializer].flatMap((one) =>
    one ? [...(isCallPart(one) ? [one] : []), ...partsBelow(one, isCallPart)] : [],
  );
  calls.set(member, made);
  return made;
}

const isCallPart = (part: Part): boolean => isCall(part) || isNewCall(part);

/** `Symbol.dispose` as `@@dispose`. */
function keyAt(name: Part): string | undefined {
  if (name.escapedText !== undefined || name.text !== undefined) return name.escapedText ?? name.text;
  const written = name.expression && textAt(name.expression);
  return written?.startsWith("Symbol.") ? `@@${written.slice("Symbol.".length)}` : undefined;
}

/** `new Map` needs no parentheses. */
const isNewCall = (part: Part): boolean =>
  part.expression !== undefined && part.name === undefined && writtenAt(part, "new ");

const isThis = (part: Part | undefined): boolean => part !== undefined && textAt(part) === "this";

function isOneCallAt(body: Part, own: () => readonly Part[]): boolean {
  const [statement, ...more] = (body as { statements?: readonly Part[] }).statements ?? [];
  const written = statement?.expression;
  return (
    more.length === 0 &&
    own().some((call) => call.arguments?.length === 0 && (call === written || call === written?.expression))
  );
}
