/** All courses that a program can take, as its graph tells them and as the engine does. */
import { type Course, executionOf } from "./execution.ts";
import { everyTape, replayed } from "./oracle.ts";
import { type Program, programOf } from "./program.ts";
import { walked } from "./walk.ts";

export interface Told {
  readonly executed: string;
  readonly walked: string;
}

export const told = ({ trace, end }: Course): string => [...trace, end].join(" ");

/** Under every combination of answers; what the engine cannot run here is only walked. */
export async function coursesOf(source: string, depth: number): Promise<readonly Told[]> {
  const program = programOf(source);
  const execution = executionOf(source);
  const courses: Told[] = [];
  for (const tape of everyTape({ depth, tapes: 200 })) {
    const executed = told(await execution(tape.oracle));
    if (tape.answers.length <= depth) courses.push({ executed, walked: walkTold(program, replayed(tape.answers)) });
  }
  return courses;
}

/** How the walk went, and where the graph went astray if it did. */
export function walkTold(program: Program, oracle: Parameters<typeof walked>[1]): string {
  const trace: string[] = [];
  try {
    return told({ trace, end: walked(program, oracle, (it) => void trace.push(it)) });
  } catch (error) {
    return [...trace, `… ${String(error)}`].join(" ");
  }
}
