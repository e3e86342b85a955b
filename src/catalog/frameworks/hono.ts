/** Hono: handlers and middleware run for every request. */
import type { LibraryModel } from "../schema.ts";

export const hono = {
  modules: ["hono"],
  resources: [],
  handlers: [
    {
      per: "request",
      given: [
        "Hono.all(..._)",
        "Hono.delete(..._)",
        "Hono.get(..._)",
        "Hono.on(..._)",
        "Hono.options(..._)",
        "Hono.patch(..._)",
        "Hono.post(..._)",
        "Hono.put(..._)",
        "Hono.use(..._)",
      ],
      handlerTypes: ["Context", "Handler", "MiddlewareHandler"],
      parameters: ["c, next"],
    },
  ],
} as const satisfies LibraryModel;
