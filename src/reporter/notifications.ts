/** Says how the run itself went: what could not be read, what is configured badly, what was left out. */
import type { Invocation, Notification, ReportingDescriptor } from "@microsoft/sarif";
import type { Linter } from "eslint";
import { remarksIn } from "./findings.ts";
import { placeAt } from "./locations.ts";
import { levelOf } from "./results.ts";
import type { LintedFile } from "./types.ts";
import { plain, sentence } from "./wording.ts";

// The Multitool takes an id that differs from its name in case alone for a mistake, hence two words each.
const descriptions = {
  "parse-error": "A file could not be parsed, so nothing in it was analysed.",
  "configuration-problem": "ESLint was told something about a file or a rule that it could not follow.",
  "truncated-log": "There were more results than dashboards accept, so the least severe were left out.",
  "run-failure": "The run ended before all files were analysed.",
} as const;

type NotificationId = keyof typeof descriptions;

const ids = Object.keys(descriptions) as readonly NotificationId[];

export const notificationDescriptors: readonly ReportingDescriptor[] = ids.map((id) => ({
  id,
  name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
  shortDescription: { text: descriptions[id] },
  fullDescription: { text: descriptions[id] },
  help: { text: descriptions[id] },
}));

/** How the run went as a whole. `dropped` results did not fit into the log. */
export interface Outcome {
  readonly files: readonly LintedFile[];
  readonly root: string;
  readonly kept: number;
  readonly dropped: number;
  readonly failure: string | undefined;
}

export function invocationOf({ files, root, kept, dropped, failure }: Outcome): Invocation {
  const remarks = files.flatMap((file) => remarksIn(file).map((message) => ({ file, message })));
  const notify = (isWanted: (message: Linter.LintMessage) => boolean): Notification[] =>
    remarks.filter(({ message }) => isWanted(message)).map(({ file, message }) => remarkOf(file, message, root));
  return {
    executionSuccessful: failure === undefined && !isAllLost(files),
    toolExecutionNotifications: [
      ...(failure === undefined ? [] : [notification("run-failure", "error", relativised(failure, root))]),
      ...notify(isParseError),
      ...(dropped === 0 ? [] : [notification("truncated-log", "warning", truncationText(kept, dropped))]),
    ],
    toolConfigurationNotifications: notify((message) => !isParseError(message)),
  };
}

/** One broken file among good ones is no failure: dashboards discard the results of a run that failed. */
function isAllLost(files: readonly LintedFile[]): boolean {
  const isUnparsed = ({ messages }: LintedFile): boolean => messages.some(isParseError);
  return files.some(isUnparsed) && files.every((file) => isUnparsed(file) || file.messages.some(isIgnored));
}

function isParseError({ ruleId, fatal, message }: Linter.LintMessage): boolean {
  return ruleId === null && fatal === true && /^(?:Parsing|Preprocessing) error:/.test(message);
}

function isIgnored({ ruleId, message }: Linter.LintMessage): boolean {
  return ruleId === null && message.startsWith("File ignored");
}

function remarkOf(file: LintedFile, message: Linter.LintMessage, root: string): Notification {
  const id = isParseError(message) ? "parse-error" : "configuration-problem";
  const hasPlace = (message as Partial<Linter.LintMessage>).line !== undefined;
  const physicalLocation = hasPlace ? placeAt(file, message) : { artifactLocation: file.location };
  return {
    ...notification(id, levelOf(message.severity), relativised(message.message, root)),
    locations: [{ physicalLocation }],
  };
}

function notification(id: NotificationId, level: "error" | "warning", text: string): Notification {
  return { descriptor: { id, index: ids.indexOf(id) }, level, message: { text: sentence(plain(text)) } };
}

function truncationText(kept: number, dropped: number): string {
  return `${dropped} of ${kept + dropped} results were left out, the least severe first; ${kept} are in this file.`;
}

/** Parsers name files by where they lie on this machine, which says nothing on another. */
function relativised(text: string, root: string): string {
  return root.length > 1 ? text.replaceAll(`${root}/`, "").replaceAll(`${root}\\`, "") : text;
}
