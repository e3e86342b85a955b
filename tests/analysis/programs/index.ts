/** Every theme; its cases finish "it is (not) a leak when …". */
import type { Case } from "../judge.ts";
import { agents } from "./agents.ts";
import { bodies } from "./bodies.ts";
import { borrowers } from "./borrowers.ts";
import { browsers } from "./browsers.ts";
import { callbacks } from "./callbacks.ts";
import { children } from "./children.ts";
import { choices } from "./choices.ts";
import { classMembers } from "./class-members.ts";
import { closures } from "./closures.ts";
import { collecting } from "./collecting.ts";
import { composites } from "./composites.ts";
import { containers, stacks } from "./containers.ts";
import { databases } from "./databases.ts";
import { disposables } from "./disposables.ts";
import { dropping } from "./dropping.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { evidence } from "./evidence.ts";
import { exits } from "./exits.ts";
import { fields } from "./fields.ts";
import { fieldsMissed } from "./fields-missed.ts";
import { fieldsOverwriting } from "./fields-overwriting.ts";
import { fieldsPresumed } from "./fields-presumed.ts";
import { fieldsShown } from "./fields-shown.ts";
import { fieldsStatic } from "./fields-static.ts";
import { forms } from "./forms.ts";
import { guards } from "./guards.ts";
import { handedOut } from "./handed-out.ts";
import { handingOver } from "./handing-over.ts";
import { instances } from "./instances.ts";
import { javascript } from "./javascript.ts";
import { lateArrivals } from "./late-arrivals.ts";
import { loops } from "./loops.ts";
import { mainPrograms } from "./main-programs.ts";
import { messaging } from "./messaging.ts";
import { misuse } from "./misuse.ts";
import { otherFiles } from "./other-files.ts";
import { overriding } from "./overriding.ts";
import { overwriting } from "./overwriting.ts";
import { owners } from "./owners.ts";
import { ownFactories } from "./own-factories.ts";
import { ownFunctions } from "./own-functions.ts";
import { parents } from "./parents.ts";
import { partial } from "./partial.ts";
import { peers } from "./peers.ts";
import { piping } from "./piping.ts";
import { probes } from "./probes.ts";
import { promises } from "./promises.ts";
import { provenance } from "./provenance.ts";
import { races } from "./races.ts";
import { recognition } from "./recognition.ts";
import { registrations } from "./registrations.ts";
import { registries } from "./registries.ts";
import { releases } from "./releases.ts";
import { retries } from "./retries.ts";
import { unkept } from "./unkept.ts";
import { several } from "./several.ts";
import { silence } from "./silence.ts";
import { stores } from "./stores.ts";
import { tags } from "./tags.ts";
import { throwing } from "./throwing.ts";
import { transactions } from "./transactions.ts";
import { watching } from "./watching.ts";
import { webApis } from "./web-apis.ts";
import { wrappers } from "./wrappers.ts";

export const themes: Readonly<Record<string, readonly Case[]>> = {
  agents,
  bodies,
  borrowers,
  browsers,
  callbacks,
  children,
  choices,
  classMembers,
  closures,
  collecting,
  composites,
  containers,
  databases,
  disposables,
  dropping,
  duties,
  events,
  evidence,
  exits,
  fields,
  fieldsMissed,
  fieldsOverwriting,
  fieldsPresumed,
  fieldsShown,
  fieldsStatic,
  forms,
  guards,
  "handing over": handingOver,
  instances,
  javascript,
  lateArrivals,
  loops,
  "main programs": mainPrograms,
  messaging,
  misuse,
  "other files": otherFiles,
  overriding,
  overwriting,
  owners,
  "own factories": ownFactories,
  "own functions": ownFunctions,
  parents,
  partial,
  peers,
  piping,
  probes,
  promises,
  provenance,
  races,
  recognition,
  releases,
  retries,
  several,
  silence,
  stores,
  unkept,
  handedOut,
  registrations,
  registries,
  stacks,
  tags,
  throwing,
  transactions,
  watching,
  "web apis": webApis,
  wrappers,
};
