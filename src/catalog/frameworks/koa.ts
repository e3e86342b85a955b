/** Koa: middleware runs for every request. */
import type { LibraryModel } from "../schema.ts";

export const koa = {
  modules: ["koa"],
  resources: [],
  handlers: [
    {
      per: "request",
      given: ["default.use(_)"],
      handlerTypes: ["Context", "ParameterizedContext", "ExtendableContext", "Middleware"],
      parameters: ["ctx, next"],
    },
  ],
} as const satisfies LibraryModel;
