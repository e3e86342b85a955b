/** The door to what nothing stops: controllers that are never aborted, and acquisitions that lose a race. */
export { controllersIn, type Unstopped } from "./controllers.ts";
export { type Late, lateWinnersIn } from "./races.ts";
