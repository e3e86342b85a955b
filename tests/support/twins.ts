/** Programs that a rule about bounds reports, and their cures, in the words of a table. */
import type { InvalidTestCase, ValidTestCase } from "@typescript-eslint/rule-tester";

type Invalid = InvalidTestCase<string, readonly unknown[]>;
type Valid = ValidTestCase<readonly unknown[]>;

/** A program, and on which line something is missing, in the words of which message. */
export interface Unbounded {
  readonly name: string;
  readonly code: string;
  readonly line: number;
  readonly messageId?: string;
  readonly data?: Readonly<Record<string, string>>;
  /** What the one suggestion makes of it. */
  readonly output?: string;
}

export const invalidFrom = (messageId: string, cases: readonly Unbounded[]): Invalid[] =>
  cases.map(({ name, code, line, data, output, messageId: own = messageId }) => ({
    name,
    code,
    errors: [
      {
        messageId: own,
        line,
        ...(data && { data }),
        suggestions: output === undefined ? null : [{ messageId: "setOption", output }],
      },
    ],
  }));

/** Whoever applies the suggestion is done. */
export const mendedFrom = (cases: readonly Unbounded[]): Valid[] =>
  cases.flatMap(({ name, output }) => (output === undefined ? [] : [{ name: `mended: ${name}`, code: output }]));
