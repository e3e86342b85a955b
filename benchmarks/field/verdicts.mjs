/** What people found when they read a report in its source; a verdict belongs to one rule at one place of one commit. */
import { existsSync, readFileSync } from "node:fs";

const keyOf = ({ project, commit, path, line, rule }) => [project, commit, path, line, rule].join("\n");

/** `verdict` is "true" or "false"; `why` is one line. The file is an array of `{ project, commit, path, line, rule, verdict, why }`. */
export function verdictsIn(file) {
  const verdicts = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  const known = new Map(verdicts.map((verdict) => [keyOf(verdict), verdict]));
  return { all: verdicts, of: (report) => known.get(keyOf(report)) };
}

export function tally(reports) {
  const count = (verdict) => reports.filter((report) => report.verdict?.verdict === verdict).length;
  const [right, wrong] = [count("true"), count("false")];
  return {
    reports: reports.length,
    true: right,
    false: wrong,
    precision: right + wrong === 0 ? undefined : right / (right + wrong),
  };
}
