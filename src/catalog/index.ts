/** Every built-in library model, in one list. */
import { asyncMutex } from "./async-mutex.ts";
import { ioredis } from "./ioredis.ts";
import { mongodb } from "./mongodb.ts";
import { mysql2Transactions } from "./mysql2-transactions.ts";
import { mysql2 } from "./mysql2.ts";
import { node } from "./node/index.ts";
import { pg } from "./pg.ts";
import { redis } from "./redis.ts";
import type { LibraryModel } from "./schema.ts";
import { testRunners } from "./test-runners.ts";
import { undici } from "./undici.ts";
import { ws } from "./ws.ts";

export { type Form, FormError, parseForm, type ResultStep } from "./forms.ts";
export { matchesLiteral } from "./literals.ts";
export type { AcquireForm, CallForm, ConditionalForm, LibraryModel, Lifetime, ResourceModel, When } from "./schema.ts";
export { CatalogueError, librariesFrom } from "./validate.ts";

export const catalog: readonly LibraryModel[] = [
  ...node,
  pg,
  mysql2,
  mysql2Transactions,
  mongodb,
  redis,
  ioredis,
  undici,
  ws,
  asyncMutex,
  testRunners,
];
