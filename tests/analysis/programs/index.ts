/** Every theme; its cases finish "it is (not) a leak when …". */
import type { Case } from "../judge.ts";
import { callbacks } from "./callbacks.ts";
import { choices } from "./choices.ts";
import { closures } from "./closures.ts";
import { disposables } from "./disposables.ts";
import { dropping } from "./dropping.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { exits } from "./exits.ts";
import { forms } from "./forms.ts";
import { guards } from "./guards.ts";
import { handingOver } from "./handing-over.ts";
import { javascript } from "./javascript.ts";
import { loops } from "./loops.ts";
import { mainPrograms } from "./main-programs.ts";
import { misuse } from "./misuse.ts";
import { overwriting } from "./overwriting.ts";
import { ownFunctions } from "./own-functions.ts";
import { peers } from "./peers.ts";
import { probes } from "./probes.ts";
import { promises } from "./promises.ts";
import { races } from "./races.ts";
import { recognition } from "./recognition.ts";
import { releases } from "./releases.ts";
import { retries } from "./retries.ts";
import { several } from "./several.ts";
import { silence } from "./silence.ts";
import { tags } from "./tags.ts";
import { throwing } from "./throwing.ts";
import { transactions } from "./transactions.ts";

export const themes: Readonly<Record<string, readonly Case[]>> = {
  callbacks,
  choices,
  closures,
  disposables,
  dropping,
  duties,
  events,
  exits,
  forms,
  guards,
  "handing over": handingOver,
  javascript,
  loops,
  "main programs": mainPrograms,
  misuse,
  overwriting,
  "own functions": ownFunctions,
  peers,
  probes,
  promises,
  races,
  recognition,
  releases,
  retries,
  several,
  silence,
  tags,
  throwing,
  transactions,
};
