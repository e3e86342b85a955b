/** What the command line is given by whoever starts it: the process, or a test. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

export interface Host {
  /** The arguments after the program's name. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: NodeJS.WritableStream & Output;
  /** A file or file URL beside which leakproof's own ESLint, parser and TypeScript are looked for. */
  readonly home: string;
}

/** Follows no-color.org: a terminal gets colour unless NO_COLOR is set, anything else only if FORCE_COLOR is. */
export function hasColor({ isTTY }: Output, { NO_COLOR, FORCE_COLOR }: Host["env"]): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return isTTY === true;
}
