/** Where a piece of a random program stands: what is legal there, and which number comes next. */
import * as fc from "fast-check";

/** Prints a piece of a program; the same piece reads differently where `await` or `break` would be illegal. */
export type Piece = (at: Place) => string;
export type Pieces = fc.Arbitrary<Piece>;

export interface Place {
  readonly ledger: Ledger;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly canReturn: boolean;
  /** Whether the caller waits for a returned promise, and nothing here takes time once it is returned. */
  readonly canReturnPromise: boolean;
  /** The jumps without a label that are legal here, then those with one. */
  readonly near: readonly string[];
  readonly far: readonly string[];
  /** Whether a pattern here assigns to members instead of declaring variables. */
  readonly isAssigning: boolean;
  /** Whether leaving from here gives something back at once. */
  readonly isGuarded: boolean;
  /** Whether nothing of a promise chain here happens before it is waited for. */
  readonly startsLater: boolean;
}

/** What the whole program shares. */
export interface Ledger {
  next: number;
  readonly seen: Set<string>;
  /** The numbers of handlers that the program declares by name. */
  readonly handlers: number[];
}

export function numberAt({ ledger }: Place): number {
  ledger.next += 1;
  return ledger.next;
}

export type Kind = "function" | "async function" | "generator" | "async generator";

export function insideFunction({ ledger }: Place, kind: Kind, { isAwaited = false } = {}): Place {
  const isAsync = kind.startsWith("async");
  const isGenerator = kind.endsWith("generator");
  const canReturnPromise = isAwaited && !isGenerator;
  return {
    ledger,
    isAsync,
    isGenerator,
    canReturn: true,
    canReturnPromise,
    near: [],
    far: [],
    isAssigning: false,
    isGuarded: false,
    startsLater: false,
  };
}

/** Static blocks and the defaults of parameters allow no way out of the function around them. */
export function enclosed(at: Place): Place {
  return { ...insideFunction(at, "function"), canReturn: false };
}

export function insideLoop(at: Place, label?: string): Place {
  const far = label ? [`break ${label};`, `continue ${label};`, ...at.far] : at.far;
  return { ...at, near: ["break;", "continue;"], far };
}

export function insideSwitch(at: Place): Place {
  return { ...at, near: ["break;", ...at.near.filter((jump) => jump !== "break;")] };
}

export function insideLabel(at: Place, label: string): Place {
  return { ...at, far: [`break ${label};`, ...at.far] };
}

/** Code after which more may happen; a promise returned from it would settle meanwhile. */
export function unfinished(at: Place): Place {
  return { ...at, canReturnPromise: false };
}

export function guarded(at: Place): Place {
  return { ...at, isGuarded: true };
}

type Made<Parts> = { readonly [Index in keyof Parts]: Parts[Index] extends fc.Arbitrary<infer Value> ? Value : never };

/** The name of every construct that the grammar knows. */
export const constructs = new Set<string>();

/** A construct of the language; where `print` answers nothing it is illegal, and `instead` stands there. */
export function construct<const Parts extends readonly fc.Arbitrary<unknown>[]>(
  name: string,
  parts: Parts,
  print: (at: Place, ...made: Made<Parts>) => string | undefined,
  instead: Piece,
): Pieces {
  constructs.add(name);
  const all = fc.tuple(...parts) as unknown as fc.Arbitrary<Made<Parts>>;
  return all.map((made) => (at) => {
    const text = print(at, ...made);
    if (text === undefined) return instead(at);
    at.ledger.seen.add(name);
    return text;
  });
}
