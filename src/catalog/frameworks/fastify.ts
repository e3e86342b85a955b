/** Fastify: its instance, what runs for every request, and what runs when it closes. */
import type { LibraryModel } from "../schema.ts";

export const fastify = {
  modules: ["fastify"],
  resources: [],
  handlers: [
    {
      per: "request",
      given: [
        "FastifyInstance.all(..._)",
        "FastifyInstance.delete(..._)",
        "FastifyInstance.get(..._)",
        "FastifyInstance.head(..._)",
        "FastifyInstance.options(..._)",
        "FastifyInstance.patch(..._)",
        "FastifyInstance.post(..._)",
        "FastifyInstance.put(..._)",
        "FastifyInstance.route({ handler: _ })",
        "FastifyInstance.addHook('onRequest', _)",
        "FastifyInstance.addHook('preHandler', _)",
        "FastifyInstance.addHook('preParsing', _)",
        "FastifyInstance.addHook('preSerialization', _)",
        "FastifyInstance.addHook('preValidation', _)",
        "FastifyInstance.addHook('onError', _)",
        "FastifyInstance.addHook('onSend', _)",
        "FastifyInstance.addHook('onResponse', _)",
      ],
      handlerTypes: ["FastifyRequest", "FastifyReply", "RouteHandlerMethod", "RouteHandler"],
      parameters: ["req, reply", "request, reply"],
    },
    {
      per: "end",
      given: ["FastifyInstance.addHook('onClose', _)", "FastifyInstance.addHook('preClose', _)"],
    },
  ],
} as const satisfies LibraryModel;
