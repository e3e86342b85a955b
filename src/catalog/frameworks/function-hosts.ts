/** Hosts that run what a module exports: serverless platforms, and frameworks that find routes by their files. */
import type { LibraryModel } from "../schema.ts";

export const functionHosts = {
  modules: ["globalThis"],
  resources: [],
  handlers: [
    {
      per: "request",
      exported: ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT", "handler", "lambdaHandler"],
    },
  ],
} as const satisfies LibraryModel;
