/** Express: what runs for every request. */
import type { LibraryModel } from "../schema.ts";

export const express = {
  modules: ["express", "express-serve-static-core"],
  resources: [],
  handlers: [
    {
      per: "request",
      given: [
        "IRouter.use(..._)",
        "IRouter.all(..._)",
        "IRouter.delete(..._)",
        "IRouter.get(..._)",
        "IRouter.head(..._)",
        "IRouter.options(..._)",
        "IRouter.patch(..._)",
        "IRouter.post(..._)",
        "IRouter.put(..._)",
        "IRoute.all(..._)",
        "IRoute.delete(..._)",
        "IRoute.get(..._)",
        "IRoute.patch(..._)",
        "IRoute.post(..._)",
        "IRoute.put(..._)",
      ],
      handlerTypes: ["Request", "Response", "NextFunction", "RequestHandler", "ErrorRequestHandler"],
    },
  ],
} as const satisfies LibraryModel;
