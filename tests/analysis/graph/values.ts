/** What the expressions of a walked program have come to, as far as its conditions ask. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { unwrapped } from "../../../src/analysis/tree.ts";
import type { Callable, Outcome } from "./world.ts";

export interface Value {
  readonly isTruthy: boolean;
  readonly isNullish: boolean;
  /** The number of the call that made it. */
  readonly id: number;
  /** It has still to settle. */
  readonly later?: "a" | "ac" | undefined;
  /** How many elements it has. */
  turns: number;
}

interface Coming {
  readonly outcome: Outcome;
  readonly id?: number;
  readonly callable?: Callable;
}

const TRUTHY: Value = { isTruthy: true, isNullish: false, id: 0, turns: 0 };
const FALSY: Value = { ...TRUTHY, isTruthy: false };
const MISSING: Value = { ...FALSY, isNullish: true };

export class Values {
  readonly #came = new Map<TSESTree.Node, Value>();

  came(node: TSESTree.Node, { outcome, id = 0, callable }: Coming): void {
    const base = outcome === "undefined" ? MISSING : outcome === "false" ? FALSY : TRUTHY;
    const later = callable === "a" || callable === "ac" ? callable : undefined;
    this.#came.set(unwrapped(node), { ...base, id, later, turns: Number.parseInt(outcome) || 0 });
  }

  of(node: TSESTree.Node | undefined): Value {
    if (!node) return MISSING;
    const it = unwrapped(node);
    switch (it.type) {
      case T.ConditionalExpression:
        return this.of(this.of(it.test).isTruthy ? it.consequent : it.alternate);
      case T.LogicalExpression:
        return this.#either(it);
      case T.SequenceExpression:
        return this.of(it.expressions.at(-1));
      case T.AssignmentExpression:
        return this.of(it.right);
      case T.UnaryExpression:
        return it.operator === "!" && !this.of(it.argument).isTruthy ? TRUTHY : FALSY;
      case T.Literal:
        return it.value ? TRUTHY : FALSY;
      case T.Identifier:
        return it.name === "undefined" ? MISSING : (this.#came.get(it) ?? TRUTHY);
      default:
        return this.#isSkipped(it) ? MISSING : (this.#came.get(it) ?? TRUTHY);
    }
  }

  /** Asks a `for`-`in` loop's object for one key more. */
  turned(node: TSESTree.Node): boolean {
    const value = this.of(node);
    value.turns -= 1;
    return value.turns >= 0;
  }

  #either({ operator, left, right }: TSESTree.LogicalExpression): Value {
    const value = this.of(left);
    const isLeft = operator === "??" ? !value.isNullish : value.isTruthy === (operator === "||");
    return isLeft ? value : this.of(right);
  }

  /** Whether an optional link to the left was missing. */
  #isSkipped(node: TSESTree.Node): boolean {
    const it = unwrapped(node);
    if (it.type !== T.MemberExpression && it.type !== T.CallExpression) return false;
    const before = it.type === T.MemberExpression ? it.object : it.callee;
    return this.#isSkipped(before) || (it.optional && this.of(before).isNullish);
  }
}
