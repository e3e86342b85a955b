/** Every theme; its cases finish "it is (not) a leak when …". */
import type { Case } from "../judge.ts";
import { callbacks } from "./callbacks.ts";
import { disposables } from "./disposables.ts";
import { dropping } from "./dropping.ts";
import { events } from "./events.ts";
import { exits } from "./exits.ts";
import { forms } from "./forms.ts";
import { guards } from "./guards.ts";
import { handingOver } from "./handing-over.ts";
import { loops } from "./loops.ts";
import { overwriting } from "./overwriting.ts";
import { ownFunctions } from "./own-functions.ts";
import { promises } from "./promises.ts";
import { recognition } from "./recognition.ts";
import { releases } from "./releases.ts";
import { silence } from "./silence.ts";
import { throwing } from "./throwing.ts";
import { transactions } from "./transactions.ts";

export const themes: Readonly<Record<string, readonly Case[]>> = {
  callbacks,
  disposables,
  dropping,
  events,
  exits,
  forms,
  guards,
  "handing over": handingOver,
  loops,
  overwriting,
  "own functions": ownFunctions,
  promises,
  recognition,
  releases,
  silence,
  throwing,
  transactions,
};
