/** HTTP clients by libraries, and `fetch`: none of them gives up before minutes have passed, most of them never. */
import type { Bound } from "../bounded.ts";
import type { LibraryModel } from "../schema.ts";

const signal = "signal: AbortSignal.timeout(10_000)";

export const fetching = {
  modules: ["globalThis"],
  resources: [],
  bounded: [
    {
      name: "fetch request",
      calls: ["fetch()"],
      options: [1],
      // Node's waits 300 seconds for the headers, and as long between two pieces of the body.
      timeout: {
        by: ["signal"],
        through: ["dispatcher"],
        forAll: ["setGlobalDispatcher("],
        patience: "five minutes",
        write: signal,
        isSafe: true,
      },
      inBrowsers: true,
    },
  ],
} as const satisfies LibraryModel;

export const nodeFetch = {
  modules: ["node-fetch"],
  resources: [],
  bounded: [
    {
      name: "fetch request",
      calls: ["default()"],
      options: [1],
      timeout: { by: ["signal", "timeout"], write: signal, isSafe: true },
      singleUse: [
        { option: "headers.connection", is: "close", advice: "leave that header out" },
        { option: "headers.Connection", is: "close", advice: "leave that header out" },
      ],
    },
  ],
} as const satisfies LibraryModel;

/** The default of every instance is no timeout at all. */
const axiosTimeout = {
  by: ["timeout", "signal", "cancelToken"],
  through: ["adapter", "transport", "httpAgent", "httpsAgent"],
  forAll: ["defaults.timeout", "interceptors.request.use("],
  write: "timeout: 10_000",
  isSafe: true,
} as const satisfies Bound;

const axiosRequest = { name: "axios request", timeout: axiosTimeout, inBrowsers: true } as const;

export const axios = {
  modules: ["axios"],
  resources: [],
  bounded: [
    { ...axiosRequest, calls: ["default()"], options: [0, 1] },
    { ...axiosRequest, calls: ["request()"], options: [0] },
    { ...axiosRequest, calls: ["get()", "delete()", "head()", "options()"], options: [1] },
    { ...axiosRequest, calls: ["post()", "put()", "patch()"], options: [2] },
    {
      name: "axios client",
      calls: ["create()"],
      options: [0],
      timeout: { ...axiosTimeout, by: [...axiosTimeout.by, "_.defaults", "_.interceptors"] },
      inBrowsers: true,
      isClient: true,
    },
  ],
} as const satisfies LibraryModel;
