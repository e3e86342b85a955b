/** The one error people see: a sentence that says what is wrong and what to do. */
export class CannotRun extends Error {}

/** The reason inside an error of someone else's, on one line and without its stack. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().replace(/\s*\n[^]*$/, "");
}
