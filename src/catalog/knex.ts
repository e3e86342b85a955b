/** Knex: the query builder that owns a pool, and transactions that are no callback. */
import { emitterFluent } from "./emitter.ts";
import type { LibraryModel } from "./schema.ts";

export const knex = {
  modules: ["knex"],
  resources: [
    {
      name: "knex instance",
      types: ["Knex"],
      acquire: ["default()", "knex()"],
      release: ["_.destroy()"],
      lifetime: "app",
      fluent: emitterFluent,
      views: ["withUserParams"],
      parameter: "borrows",
      twice: "tolerated",
      timeouts: ["acquireConnectionTimeout"],
      limits: ["pool.max"],
      cwe: [772, 1072],
      source: "memory",
    },
    {
      // With a function it commits or rolls back by itself.
      name: "knex transaction",
      acquire: [{ form: "await Knex.transaction()", when: [{ argument: 0, is: "absent" }] }],
      release: ["_.rollback()", "_.commit()"],
      fluent: emitterFluent,
      parameter: "borrows",
      cwe: [404, 833],
      note: "It keeps a pooled connection until it ends.",
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
