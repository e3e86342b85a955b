/** Does what somebody answers grow with data? Rows of a query, elements of a response, the files of a directory that the caller names. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { boundedModelOf } from "../limits/index.ts";
import { constantOf, exportOf } from "../origin.ts";
import { type CallNode, calleeNameOf, isFunction, keyNameOf, nodesIn, unwrapped, wrapped } from "../tree.ts";
import { isFewByName, isFewByText, isOfChosen } from "./few.ts";

const MAX_DEPTH = 3;

/** As many as match what is asked for. */
const QUERIES =
  /^(?:aggregate|execute|fetchAll\w*|find(?!(?:\w*One|\w*First|\w*Unique|\w*By(?:Id|Pk))$)\w*|getMany|json|query\w*|search\w*|select\w*|toArray)$/u;

/** As many as a place has. */
const LISTINGS = /^(?:find\w*Files|getAll\w*|glob\w*|keys|list\w*|readdir\w*|scan\w*|walk\w*)$/u;

/** Requests, whose answer is made of elements somewhere. */
const REQUESTS = /^(?:fetch|get|post|request)$/u;

/** `await pool.query(…)`, and `fetch(url)` before its `then`. */
export function growsAsAnswered(call: TSESTree.Node, file: File): boolean {
  const it = unwrapped(call);
  if (it.type !== T.CallExpression) return false;
  const name = calleeNameOf(it);
  if (/^(?:then|catch|finally)$/u.test(name))
    return it.callee.type === T.MemberExpression && growsAsAnswered(it.callee.object, file);
  if (isFewByText(name) || isLimited(it, file)) return false;
  if (isListing(it, name, file) && !QUERIES.test(name.replace(/Files$/u, "One")))
    return it.arguments.some((one) => isGiven(one, file));
  if (QUERIES.test(name)) return !isForChosen(it, file);
  return isChained(it) && (REQUESTS.test(name) || isKnownRequest(it, file));
}

/** The catalogue says how long it waits: a call of a client, whatever it goes by. */
function isKnownRequest(call: CallNode, file: File): boolean {
  const model = boundedModelOf(call, file);
  return model?.timeout !== undefined && model.isClient !== true;
}

/** By its name, or by that of its module: the `files` of `import files from "fast-glob"`. */
function isListing(call: TSESTree.CallExpression, name: string, file: File): boolean {
  if (LISTINGS.test(name)) return true;
  const named = call.callee.type === T.Identifier ? exportOf(call.callee, file) : undefined;
  return named?.path === "default" && /glob/u.test(named.module);
}

const isChained = (call: TSESTree.Node): boolean => {
  const { parent } = wrapped(call);
  return parent?.type === T.MemberExpression && /^(?:then|catch|finally)$/u.test(keyNameOf(parent) ?? "");
};

const LIMIT =
  /\b(?:limit|take|top|rpp|hitsPerPage)\b|[?&]page=|\bfetch first\b|per_?page|page_?(?:size|limit)|num_?(?:results|items)|max_?(?:results|items|count|keys|rows|records)/iu;

/** The text of what is asked for, or of a constant that it is made of. */
function says(node: TSESTree.Node, isMeant: (text: string) => boolean, file: File, depth = 0): boolean {
  if (isMeant(file.sourceCode.getText(node))) return true;
  return depth < MAX_DEPTH && constantsIn(node, file).some((one) => says(one, isMeant, file, depth + 1));
}

/** At most so many are asked for. */
const isLimited = (call: CallNode, file: File): boolean => says(call, (text) => LIMIT.test(text), file);

/** `find({ where: { role: "admin" } })` */
const isForChosen = (call: CallNode, file: File): boolean => call.arguments.some((one) => says(one, isOfChosen, file));

function constantsIn(node: TSESTree.Node, file: File): readonly TSESTree.Node[] {
  const names = nodesIn(node, file.sourceCode.visitorKeys, (one) => !isFunction(one));
  return names.flatMap((one) => {
    const value = one.type === T.Identifier ? constantOf(file.variableOf(one)) : undefined;
    return value && !isFunction(unwrapped(value)) ? [value] : [];
  });
}

/** A place beside the program, or where somebody called a command. */
const OWN = /\bimport\.meta\b|\b__dirname\b|\b__filename\b|\bprocess\.cwd\(/u;

/** A parameter of the function decides where; what is written out and few by nature (`join(root, "locales")`) it does not. */
function isGiven(node: TSESTree.Node, file: File, depth = 0): boolean {
  if (OWN.test(file.sourceCode.getText(node))) return false;
  const inside = nodesIn(node, file.sourceCode.visitorKeys, (one) => !isFunction(one));
  if (inside.some((one) => one.type === T.Literal && typeof one.value === "string" && isFewByText(one.value)))
    return false;
  return inside.some((one) => {
    if (one.type !== T.Identifier || isFewByName(one.name)) return false;
    const variable = file.variableOf(one);
    const value = constantOf(variable);
    if (value) return depth < MAX_DEPTH && isGiven(value, file, depth + 1);
    const definition = variable?.defs[0];
    const fn = definition?.node as TSESTree.Node | undefined;
    return String(definition?.type) === "Parameter" && isFunction(fn) && !isOfEach(fn);
  });
}

const EACH: ReadonlySet<string> = new Set(["every", "filter", "flatMap", "forEach", "map", "reduce", "some"]);

/** It is called for each item of a list: what an item has is part of that list. */
export function isOfEach(fn: TSESTree.Node): boolean {
  const call = callAround(fn);
  return call !== undefined && EACH.has(calleeNameOf(call));
}

/** The call that a function is written into as an argument. */
export function callAround(fn: TSESTree.Node): CallNode | undefined {
  const { parent } = wrapped(fn);
  const isCallOf = parent?.type === T.CallExpression || parent?.type === T.NewExpression;
  return isCallOf && parent.callee !== wrapped(fn) ? parent : undefined;
}
