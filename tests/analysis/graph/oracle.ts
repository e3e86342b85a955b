/** Decides everything a program leaves open: which conditions hold, what throws, how often a loop turns. */

/** One of `options` outcomes, counted from 0. */
export type Oracle = (options: number) => number;

export interface Answer {
  readonly choice: number;
  readonly options: number;
}

/** An oracle that remembers what it said. */
export interface Tape {
  readonly oracle: Oracle;
  readonly answers: readonly Answer[];
}

export interface Bounds {
  /** How many answers are tried in every combination; later ones are drawn, so that every loop ends. */
  readonly depth: number;
  readonly tapes: number;
}

/** Every combination of answers up to the bounds; whoever takes a tape plays it before taking the next. */
export function* everyTape({ depth, tapes }: Bounds): Generator<Tape> {
  let prefix: readonly number[] | undefined = [];
  for (let count = 0; prefix && count < tapes; count += 1) {
    const tape = tapeOf(prefix, depth, count);
    yield tape;
    prefix = successor(tape.answers.slice(0, depth));
  }
}

/** Tapes of drawn answers, which get deeper into loops than combinations do. */
export function* drawnTapes(count: number): Generator<Tape> {
  for (let seed = 0; seed < count; seed += 1) yield tapeOf([], 0, seed + 1_000);
}

/** Says again what was said; being asked anything else means that two runs have parted. */
export function replayed(answers: readonly Answer[]): Oracle {
  let at = 0;
  return (options) => {
    const answer = answers[at];
    at += 1;
    if (answer?.options !== options) throw new Error("asks for what the execution never asked");
    return answer.choice;
  };
}

function tapeOf(prefix: readonly number[], depth: number, seed: number): Tape {
  const answers: Answer[] = [];
  const oracle: Oracle = (options) => {
    const at = answers.length;
    const choice = prefix[at] ?? (at < depth ? 0 : drawn(at, seed) % options);
    answers.push({ choice, options });
    return choice;
  };
  return { oracle, answers };
}

/** The next combination in order, or nothing after the last. */
function successor(answers: readonly Answer[]): number[] | undefined {
  const last = answers.findLastIndex(({ choice, options }) => choice + 1 < options);
  if (last === -1) return undefined;
  return answers.slice(0, last + 1).map(({ choice }, at) => (at === last ? choice + 1 : choice));
}

function drawn(at: number, seed: number): number {
  let mixed = Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
