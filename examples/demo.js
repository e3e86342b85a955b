/** Lints the example service with the command line, which is expected to find its leaks: `npm run demo`. */
import { spawnSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const sarif = join("out", "demo.sarif");
mkdirSync(join(root, "out"), { recursive: true });

const command = ["dist/cli/bin.js", "examples/service", "--sarif", sarif];
console.log(`$ node ${command.join(" ")}\n`);
const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: "inherit" });

if (status === 1)
  console.log(`\nExit code 1: there are leaks. SARIF: ${sarif} (${statSync(join(root, sarif)).size} bytes).`);
else console.error(`\nThe example service has leaks, so exit code 1 was expected, not ${status}.`);
process.exitCode = status === 1 ? 0 : 1;
