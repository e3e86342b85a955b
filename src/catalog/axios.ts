/** axios: calls that are given an agent, and instances that keep one. */
import type { LibraryModel } from "./schema.ts";

export const axios = {
  modules: ["axios"],
  resources: [],
  uses: [
    "get(url, { httpAgent: _ })",
    "get(url, { httpsAgent: _ })",
    "delete(url, { httpsAgent: _ })",
    "head(url, { httpsAgent: _ })",
    "post(url, data, { httpAgent: _ })",
    "post(url, data, { httpsAgent: _ })",
    "put(url, data, { httpsAgent: _ })",
    "patch(url, data, { httpsAgent: _ })",
    "request({ httpAgent: _ })",
    "request({ httpsAgent: _ })",
    "default({ httpAgent: _ })",
    "default({ httpsAgent: _ })",
  ],
  wraps: ["create({ httpAgent: _ })", "create({ httpsAgent: _ })"],
} as const satisfies LibraryModel;
