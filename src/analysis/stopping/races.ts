/** Which acquisition goes on when a timer has won the race against it, and what it brings is nobody's? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Arrival } from "../acquisitions.ts";
import { resourcesAt } from "../factories.ts";
import type { File } from "../file.ts";
import { needsNobody } from "../knowledge.ts";
import { isWrittenOnce } from "../origin.ts";
import { type CallNode, callsIn, isCall, keyNameOf, unwrapped, wrapped } from "../tree.ts";

export interface Late {
  readonly arrival: Arrival;
  /** `Promise.race(…)`. */
  readonly race: CallNode;
  /** The name that the winner is given. */
  readonly holder: string | undefined;
}

const RACE = /\bPromise\s*\.\s*race\(/u;
const TIMER = /time(?:d?out|r)|sleep|delay|wait|deadline|abort|cancel|late\b/iu;

/** Only in doubt: what is acquired late may end by itself. */
export function lateWinnersIn(file: File): readonly Late[] {
  const { ast, text, visitorKeys } = file.sourceCode;
  if (file.settings.unknownCalls !== "borrows" || !RACE.test(text)) return [];
  return callsIn(ast, visitorKeys).flatMap((race) => {
    const elements = racersOf(race);
    return elements.flatMap((element) => {
      const others = elements.filter((other) => other !== element);
      const call = others.some((other) => TIMER.test(file.sourceCode.getText(other))) && racingCall(element, file);
      const arrival = call && !/\bsignal\b/u.test(file.sourceCode.getText(call)) && arrivalOf(call, file);
      return arrival ? [{ arrival, race, holder: holderOf(race) }] : [];
    });
  });
}

function racersOf({ callee, arguments: [list] }: CallNode): readonly TSESTree.Node[] {
  const it = unwrapped(callee);
  const isRace =
    it.type === T.MemberExpression &&
    it.object.type === T.Identifier &&
    it.object.name === "Promise" &&
    keyNameOf(it) === "race";
  return isRace && list?.type === T.ArrayExpression ? list.elements.filter((one) => one !== null) : [];
}

/** The call itself, or one whose promise has a name that only the race knows: a `then` of its own could release it. */
function racingCall(element: TSESTree.Node, file: File): CallNode | undefined {
  const it = unwrapped(element);
  if (isCall(it)) return it;
  const variable = it.type === T.Identifier ? file.variableOf(it) : undefined;
  const at = variable?.defs[0]?.node as TSESTree.Node | undefined;
  if (at?.type !== T.VariableDeclarator || !at.init || !isWrittenOnce(variable)) return undefined;
  const reads = variable?.references.filter((one) => one.isRead()) ?? [];
  const made = unwrapped(at.init);
  return reads.length === 1 && isCall(made) ? made : undefined;
}

/** What is owed a release whoever has lost sight of it. */
function arrivalOf(call: CallNode, file: File): Arrival | undefined {
  return resourcesAt(call, file).find(
    ({ resource, awaited, through }) =>
      awaited &&
      through === "value" &&
      !needsNobody(resource) &&
      !resource.unattended &&
      resource.lifetime !== "body" &&
      resource.opens === undefined,
  );
}

function holderOf(race: CallNode): string | undefined {
  const awaiting = wrapped(race).parent;
  const at = awaiting?.type === T.AwaitExpression ? wrapped(awaiting).parent : undefined;
  return at?.type === T.VariableDeclarator && at.id.type === T.Identifier ? at.id.name : undefined;
}
