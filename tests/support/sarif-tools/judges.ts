/** Judges of SARIF that are none of ours: Microsoft's Multitool and the standard's JSON schema. */
import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { SarifLog } from "@microsoft/sarif";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

const microsoft = join(import.meta.dirname, "../../../node_modules/@microsoft");
const platform = process.platform === "win32" ? "win32" : process.platform;
const multitool = join(
  microsoft,
  `sarif-multitool-${platform}`,
  platform === "win32" ? "Sarif.Multitool.exe" : "Sarif.Multitool",
);

/** Why the Multitool cannot be asked; empty when it can. */
export const multitoolMissing = existsSync(multitool) ? "" : `(skipped: no Multitool for ${platform}-${process.arch})`;

/** What the Multitool finds, as "file: level rule message"; its exit code says nothing. */
export async function complaints(
  logs: Readonly<Record<string, string>>,
  strictness: "strict" | "default",
): Promise<string[]> {
  const configuration = join(import.meta.dirname, "multitool-strict.xml");
  return inFolder(logs, async (folder) => {
    const report = join(folder, "report.json");
    await run(
      ["validate", join(folder, "*.sarif"), "-o", report, "--log", "ForceOverwrite"],
      [
        ...["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note"],
        ...(strictness === "strict" ? ["--config", configuration] : []),
      ],
    );
    const log = JSON.parse(readFileSync(report, "utf8")) as SarifLog;
    return log.runs.flatMap(({ results = [], tool }) =>
      results.map(({ ruleId, ruleIndex = -1, level = "warning", locations, message }) => {
        const file = locations?.[0]?.physicalLocation?.artifactLocation?.uri?.split("/").at(-1);
        return `${file}: ${level} ${ruleId ?? tool.driver.rules?.[ruleIndex]?.id} ${JSON.stringify(message)}`;
      }),
    );
  });
}

/** The log with the line hashes that the Multitool computes from the files under `root`. */
export async function withLineHashes(log: SarifLog, root: string): Promise<SarifLog> {
  const uri = `${pathToFileURL(root).href}/`;
  const rooted = { ...log, runs: log.runs.map((run) => ({ ...run, originalUriBaseIds: { "%SRCROOT%": { uri } } })) };
  return inFolder({ log: JSON.stringify(rooted) }, async (folder) => {
    const output = join(folder, "rewritten.json");
    await run(
      ["rewrite", join(folder, "log.sarif"), "-o", output, "--log", "ForceOverwrite"],
      ["--insert", "RollingHashPartialFingerprints"],
    );
    return JSON.parse(readFileSync(output, "utf8")) as SarifLog;
  });
}

const validate = schemaValidator();

/** What the JSON schema of SARIF 2.1.0 objects to. */
export function schemaErrors(log: string): string[] {
  validate(JSON.parse(log));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function schemaValidator() {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  const schema = readFileSync(join(microsoft, "sarif-multitool-ts/assets/sarif-2.1.0.schema.json"), "utf8");
  return ajv.compile(JSON.parse(schema.replace(/^\uFEFF/, "")) as object);
}

async function run(task: readonly string[], options: readonly string[]): Promise<void> {
  // Package managers that run no install scripts leave the binary without the right to run.
  chmodSync(multitool, 0o755);
  await promisify(execFile)(multitool, [...task, ...options]);
}

async function inFolder<T>(logs: Readonly<Record<string, string>>, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "sarif-"));
  try {
    for (const [name, text] of Object.entries(logs)) writeFileSync(join(folder, `${name}.sarif`), text);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
