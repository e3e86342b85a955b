/** The MongoDB driver: clients, sessions, transactions, change streams. Cursors are left out: they end once read, and on the server when idle. */
import { emitterFluent } from "./emitter.ts";
import type { LibraryModel } from "./schema.ts";

export const mongodb = {
  modules: ["mongodb"],
  resources: [
    {
      name: "mongodb client",
      types: ["MongoClient"],
      acquire: ["new MongoClient()", "await MongoClient.connect()"],
      release: ["_.close()"],
      // The first operation connects; one that cannot connect closes what it opened.
      opens: ["_.connect()", "_.db()", "_.startSession()", "_.withSession()", "_.watch()"],
      // A database knows its client: whoever has it can close that.
      views: ["db"],
      lifetime: "app",
      fluent: [...emitterFluent, "connect"],
      parameter: "borrows",
      twice: "tolerated",
      timeouts: ["timeoutMS", "socketTimeoutMS", "serverSelectionTimeoutMS", "waitQueueTimeoutMS"],
      limits: ["maxPoolSize"],
      disposable: "async",
      cwe: [772, 1072],
      source: "source",
    },
    {
      name: "mongodb session",
      types: ["ClientSession"],
      acquire: ["MongoClient.startSession()"],
      release: ["_.endSession()", "MongoClient.close()"],
      fluent: emitterFluent,
      parameter: "borrows",
      twice: "tolerated",
      disposable: "async",
      cwe: [772],
      source: "docs",
    },
    {
      name: "mongodb transaction",
      acquire: ["ClientSession.startTransaction()"],
      release: ["_.abortTransaction()", "_.commitTransaction()", "_.endSession()", "MongoClient.close()"],
      stateOf: "receiver",
      disposable: "async",
      cwe: [404, 833],
      note: "endSession() aborts what is still open.",
      source: "memory",
    },
    {
      name: "mongodb change stream",
      types: ["ChangeStream"],
      acquire: ["Collection.watch()", "Db.watch()", "MongoClient.watch()"],
      release: ["_.close()", "MongoClient.close()"],
      lifetime: "class",
      unattended: true,
      ends: ["close", "end"],
      mayNotCome: ["change", "error"],
      iteration: "releases",
      fluent: emitterFluent,
      disposable: "async",
      cwe: [772, 401],
      note: "Each one keeps a pooled connection.",
      source: "docs",
    },
  ],
} as const satisfies LibraryModel;
