/** Words the release that mends a leak, as the program around would write it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Form } from "../catalog/index.ts";
import type { Arrival } from "./acquisitions.ts";
import { endOfComposite } from "./composites.ts";
import { termsOf } from "./knowledge.ts";
import type { Tracked } from "./ownership/index.ts";
import type { Inside } from "./consumers.ts";
import { calleeNameOf, type CallNode, isCall, unwrapped, wrapped } from "./tree.ts";
import type { Mend } from "./types.ts";

export type TextOf = (node: TSESTree.Node) => string;

interface Worded {
  /** What a message recommends: `client.release()`. */
  readonly release: string;
  readonly mend: Mend | undefined;
}

/** As the function itself releases it, if it does so plainly; else the form the catalogue recommends. */
export function wordedRelease(tracked: Tracked, releases: readonly CallNode[], textOf: TextOf): Worded {
  // A transaction ends in two ways, and the one that is forgotten is not the one that is written.
  const plain = tracked.arrival.through === "receiver" ? undefined : releases.find((call) => isPlain(call, tracked));
  const [holder] = tracked.holders;
  const path = (holder && tracked.inside.get(holder)) ?? [];
  const end = !plain && holder && path.length > 0 ? endOfComposed(holder, tracked) : undefined;
  if (holder && end !== undefined) return { release: `${holder.name}${end}`, mend: undefined };
  if (!plain && holder && path.length > 0) return insideRelease(holder, path, writtenFor(tracked.arrival, textOf));
  if (!plain) return recommendedRelease(tracked.arrival, holder?.name, textOf);
  const call = textOf(plain).replace("?.", ".");
  return { release: call, mend: { call, awaited: wrapped(plain).parent?.type === T.AwaitExpression } };
}

/** `.dispose()`, where the holder is a composite that the resource was put into. */
function endOfComposed(holder: Tracked["holders"][number], { uses, file }: Tracked): string | undefined {
  const declarator = holder.defs[0]?.node as TSESTree.Node | undefined;
  const made = declarator?.type === T.VariableDeclarator ? declarator.init : undefined;
  const [put] = [...uses].flatMap(([at, list]) => {
    const isPut = list.some(({ effect }) => effect.kind === "alias" && effect.adds && effect.to.includes(holder));
    return isPut && isCall(at) ? [at] : [];
  });
  return made && put ? endOfComposite(made, put, file) : undefined;
}

/** It says nothing that only its own place knows. */
function isPlain({ arguments: [first, ...more], type }: CallNode, { holders }: Tracked): boolean {
  if (type !== T.CallExpression || more.length > 0) return false;
  return !first || (first.type === T.Identifier && holders.some(({ name }) => name === first.name));
}

/** The form that the catalogue recommends, said of `holder`. */
export function recommendedRelease(arrival: Arrival, holder: string | undefined, textOf: TextOf): Worded {
  const form = fittingForm(arrival, textOf);
  const written = writtenFor(arrival, textOf);
  if (holder === undefined) return { release: nameless(written), mend: undefined };
  const named = form?.kind === "call" ? written : written.replace(/(?<![\w$])_(?![\w$])/u, () => holder);
  if (form?.kind !== "function")
    return {
      release: named,
      mend: form?.kind === "call" ? undefined : { call: named, awaited: form?.awaited === true },
    };
  // A function of the program's own says nothing of where the releasing one is.
  const owner = arrival.own ? "" : ownerOf(arrival.call, textOf);
  const call = `${owner}${named}`;
  const isGlobal =
    owner === "" &&
    unwrapped(arrival.call.callee).type === T.Identifier &&
    /^set[A-Z]/u.test(textOf(arrival.call.callee));
  return { release: call, mend: owner !== "" || isGlobal ? { call, awaited: form.awaited } : undefined };
}

/** The release that is of one style with the acquisition, else the first. */
function fittingForm({ resource, call }: Arrival, textOf: TextOf): Form | undefined {
  const { release } = termsOf(resource);
  return release.find((one) => isOfOneStyle(one, call, textOf)) ?? release[0];
}

function writtenFor(arrival: Arrival, textOf: TextOf): string {
  const { resource } = arrival;
  const place = termsOf(resource).release.findIndex((one) => one === fittingForm(arrival, textOf));
  const written = (resource.release[place] ?? resource.release[0]).replace(/^await /u, "").replace(/\*(?=['")])/gu, "");
  // An iterator need not have it.
  return written.replace("_.return()", "_.return?.()");
}

/** `context.file.close()`, `files.forEach((one) => one.close())`: how to release what a container holds. */
function insideRelease(holder: Tracked["holders"][number], path: readonly Inside[], written: string): Worded {
  const every = path.indexOf("each");
  const place = (every < 0 ? path : path.slice(0, every))
    .map((step) => (step === "each" ? "" : "property" in step ? `.${step.property}` : `[${String(step.element)}]`))
    .join("");
  const container = `${path[0] === "each" ? collectionOf(holder) : holder.name}${place}`;
  const named = (name: string): string => written.replace(/(?<![\w$])_(?![\w$])/u, () => name);
  const release = every < 0 ? named(container) : `${container}.forEach((one) => ${named("one")})`;
  return { release, mend: undefined };
}

/** An object that is used as a map is gone through by its values. */
function collectionOf(holder: Tracked["holders"][number]): string {
  const declarator = holder.defs[0]?.node as TSESTree.Node | undefined;
  const init = declarator?.type === T.VariableDeclarator ? declarator.init : undefined;
  const isRecord =
    init?.type === T.ObjectExpression || (init?.type === T.CallExpression && RECORD_MAKERS.has(calleeNameOf(init)));
  return isRecord ? `Object.values(${holder.name})` : holder.name;
}

/** `Object.create(null)`; a call of anything else answers a list. */
const RECORD_MAKERS: ReadonlySet<string> = new Set(["assign", "create", "fromEntries", "groupBy"]);

/** What acquires with `mkdtemp()` releases with `rm()`, and `mkdtempSync()` with `rmSync()`: they stand in one module. */
function isOfOneStyle({ kind, path }: Form, { callee }: CallNode, textOf: TextOf): boolean {
  return kind !== "function" || path.endsWith("Sync") === textOf(callee).endsWith("Sync");
}

/** `release()` for `_.release()`, `closeSync()` for `closeSync(_)`: what to call on something that has no name yet. */
function nameless(written: string): string {
  return written.replace(/(?<![\w$])_(?:\.|(?=\)))/u, "").replace(/^_\(/u, "the answer(");
}

/** `fs.` of `fs.openSync(path)`: where the releasing function is to be found too. */
function ownerOf({ callee }: CallNode, textOf: TextOf): string {
  const it = unwrapped(callee);
  return it.type === T.MemberExpression && it.object.type === T.Identifier ? `${textOf(it.object)}.` : "";
}
