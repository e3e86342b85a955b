/** Turns the outputs of suggestions into programs that the same rule must accept. */
import type { InvalidTestCase, ValidTestCase } from "@typescript-eslint/rule-tester";

type Invalid = InvalidTestCase<string, readonly unknown[]>;

/** One valid case for each suggestion: whoever applies it is done. */
export function mendsOf(cases: readonly Invalid[]): ValidTestCase<readonly unknown[]>[] {
  return cases.flatMap(({ name, settings, errors }) =>
    errors.flatMap(({ suggestions }) =>
      (suggestions ?? []).map(({ messageId, output }) => ({
        name: `${messageId} mends: ${name ?? ""}`,
        code: output,
        ...(settings && { settings }),
      })),
    ),
  );
}
