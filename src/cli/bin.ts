#!/usr/bin/env node
/** Hands the process to the command line. */
import { main } from "./main.ts";

// A reader that has seen enough (`leakproof | head`) is no reason to complain.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await main({
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  home: import.meta.url,
});
