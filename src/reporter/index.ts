/** Writes what ESLint found as a SARIF 2.1.0 log. */
export { sarifLog, sarifText } from "./log.ts";
export { repositoryOf } from "./repository.ts";
export type { ReportedRule, Repository, SarifRequest } from "./types.ts";
