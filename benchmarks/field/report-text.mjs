/** Results as people read them: a report with its source for the judge, a project in one line. */
import { tally } from "./verdicts.mjs";

const before = 3;
const shown = 12;

function excerpt(text, line) {
  const lines = text.split(/\r?\n/);
  const first = Math.max(0, Math.min(line - 1 - before, lines.length - shown));
  return lines.slice(first, first + shown).map((content, index) => {
    const number = first + index + 1;
    return `${number === line ? ">" : " "}${String(number).padStart(6)} | ${content.slice(0, 180)}`;
  });
}

/** The trace rides on the suggestion, where a rule gives one. */
const traceOf = ({ suggestions = [] }) => suggestions.find(({ data }) => data?.leakproof)?.data.leakproof;

const stepsOf = (message) =>
  (traceOf(message)?.steps ?? []).map(({ kind, message: words, line }) => `         ${kind} on line ${line}: ${words}`);

/** Rule, message, the path of the leak, twelve lines of the source. */
export function reportText({ project, path, line, column, rule, message, verdict }, text, lintMessage) {
  return [
    `${project}/${path}:${line}:${column}  ${rule}${verdict === undefined ? "" : `  [judged ${verdict.verdict}: ${verdict.why}]`}`,
    `         ${message}`,
    ...stepsOf(lintMessage),
    ...excerpt(text, line),
    "",
  ].join("\n");
}

export function projectLine({ project, files, lines, reports, crashes, refused, seconds }) {
  const { true: right, false: wrong } = tally(reports);
  const perThousand = lines === 0 ? 0 : (1_000 * reports.length) / lines;
  return (
    `${project.name.padEnd(22)}${String(files).padStart(6)} files${String(lines).padStart(9)} lines${String(reports.length).padStart(6)} reports` +
    ` (${perThousand.toFixed(3)}/1000 lines; ${right} true, ${wrong} false)  ${crashes.length} crashes  ${refused.length} refused  ${seconds.toFixed(1)} s`
  );
}
