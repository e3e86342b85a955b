/** What ends the process, only prints, or throws by design. */
import type { LibraryModel } from "../schema.ts";

export const processGlobals = {
  modules: ["globalThis"],
  resources: [],
  throws: ["JSON.parse()"],
  harmless: [
    "Array.isArray()",
    "Boolean()",
    "JSON.stringify()",
    "Number()",
    "Object.entries()",
    "Object.keys()",
    "Object.values()",
    "String()",
    "isNaN()",
    "console.assert()",
    "console.debug()",
    "console.dir()",
    "console.error()",
    "console.info()",
    "console.log()",
    "console.table()",
    "console.time()",
    "console.timeEnd()",
    "console.trace()",
    "console.warn()",
    "process.nextTick()",
  ],
  neverReturns: ["process.exit()", "process.abort()"],
} as const satisfies LibraryModel;

export const processModule = {
  modules: ["process"],
  resources: [],
  neverReturns: ["exit()", "abort()"],
} as const satisfies LibraryModel;

export const consoleModule = {
  modules: ["console"],
  resources: [],
  harmless: ["assert()", "debug()", "dir()", "error()", "info()", "log()", "table()", "trace()", "warn()"],
} as const satisfies LibraryModel;

export const util = {
  modules: ["util"],
  resources: [],
  borrows: ["inspect(_)", "format(..._)", "isDeepStrictEqual(..._)"],
} as const satisfies LibraryModel;

export const assert = {
  modules: ["assert", "assert/strict"],
  resources: [],
  borrows: ["default(_)", "ok(_)", "equal(..._)", "notEqual(..._)", "strictEqual(..._)", "notStrictEqual(..._)"],
  throws: [
    "default()",
    "ok()",
    "equal()",
    "notEqual()",
    "strictEqual()",
    "notStrictEqual()",
    "deepEqual()",
    "deepStrictEqual()",
    "notDeepStrictEqual()",
    "match()",
    "throws()",
    "fail()",
    "ifError()",
  ],
} as const satisfies LibraryModel;
