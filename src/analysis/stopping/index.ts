/** The door to what stops, or does not: controllers that are never aborted, races that are lost, requests that end by themselves. */
export { controllersIn, type Unstopped } from "./controllers.ts";
export { type Late, lateWinnersIn } from "./races.ts";
export { endsItsBody, isAnsweredByNothing } from "./requests.ts";
