/** axios: instances that keep the agents they were given. */
import type { LibraryModel } from "./schema.ts";

export const axios = {
  modules: ["axios"],
  resources: [],
  drains: ["create({ httpAgent: _ })", "create({ httpsAgent: _ })"],
} as const satisfies LibraryModel;
