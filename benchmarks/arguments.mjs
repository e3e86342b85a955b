/** How a benchmark is called: `--help` tells, and what it does not know is refused in one line. */
import { parseArgs } from "node:util";

/** Ends the process with 0 for `--help`, and with 2 for what is unknown, is no number, or is missing from `needed`. */
export function argumentsOf(usage, options, { needed = [], numbers = [], places = 0 } = {}) {
  const { values, positionals } = parsed({ help: { type: "boolean", default: false }, ...options });
  if (values.help) {
    console.log(`usage: ${usage}`);
    process.exit(0);
  }
  const missing = needed.find((name) => values[name] === undefined);
  if (missing !== undefined) refuse(`Option '--${missing}' is missing`);
  if (positionals.length > places) refuse(`Unexpected argument '${positionals[places]}'`);
  for (const name of numbers)
    if (values[name] !== undefined && !/^\d+$/u.test(values[name])) refuse(`Option '--${name}' takes a number`);
  return { values, positionals };
}

function parsed(options) {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    // What follows the first sentence is advice about other arguments.
    if (String(error.code).startsWith("ERR_PARSE_ARGS")) return refuse(error.message.split(/\.\s/u)[0]);
    throw error;
  }
}

export function refuse(what) {
  console.error(`${what}. '--help' tells how it is called.`);
  process.exit(2);
}
