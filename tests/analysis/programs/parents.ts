/** Parents: what is obtained from something else, and ends when that is released. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const parents: readonly Case[] = [
  {
    name: "the client that the session belongs to is closed",
    code: ts`
      import type { MongoClient } from "mongodb";
      export async function migrate(client: MongoClient) {
        const session = client.startSession();
        try {
          await session.withTransaction(() => client.db().collection("users").deleteMany({}));
        } finally {
          await client.close();
        }
      }`,
  },
  {
    name: "the client that the session belongs to goes on",
    code: ts`
      import type { MongoClient } from "mongodb";
      export async function migrate(client: MongoClient) {
        const session = client.startSession(); //~ leaked end
        await session.withTransaction(() => client.db().collection("users").deleteMany({}));
      }`,
  },
  {
    name: "the client that the session belongs to is closed unless something fails",
    code: ts`
      import type { MongoClient } from "mongodb";
      export async function migrate(client: MongoClient, last: boolean) {
        const session = client.startSession(); //~ leakedOnThrow rejects
        await session.withTransaction(() => client.db().collection("users").deleteMany({}));
        if (last) console.log("closing");
        await client.close();
      }`,
  },
  {
    name: "another client is closed",
    code: ts`
      import type { MongoClient } from "mongodb";
      export async function migrate(client: MongoClient, other: MongoClient) {
        const session = client.startSession(); //~ leaked end
        await session.withTransaction(() => client.db().collection("users").deleteMany({}));
        await other.close();
      }`,
  },
  {
    name: "the client of the function itself is owed, and the session with it",
    code: ts`
      import { MongoClient } from "mongodb";
      export async function migrate(url: string) {
        const client = new MongoClient(url); //~ leakedOnThrow rejects
        const session = client.startSession();
        await session.withTransaction(() => client.db().collection("users").deleteMany({}));
        await client.close();
      }`,
  },
  {
    name: "the client of the function itself is bound by using",
    code: ts`
      import { MongoClient } from "mongodb";
      export async function migrate(url: string) {
        await using client = new MongoClient(url);
        const session = client.startSession();
        await session.withTransaction(() => client.db().collection("users").deleteMany({}));
      }`,
  },
  {
    name: "the client of the function itself is returned, and the session forgotten",
    code: ts`
      import { MongoClient } from "mongodb";
      export async function migrated(url: string) {
        const client = await MongoClient.connect(url);
        const session = client.startSession(); //~ leaked return
        await session.withTransaction(() => client.db().collection("users").deleteMany({}));
        return client;
      }`,
  },
  {
    name: "a clean-up that closes the client is given to finally",
    code: ts`
      import type { MongoClient } from "mongodb";
      export function migrate(client: MongoClient) {
        const session = client.startSession();
        return client
          .db()
          .collection("users")
          .updateMany({}, { $set: { seen: true } }, { session })
          .finally(() => client.close());
      }`,
  },
  {
    name: "a clean-up that closes the client is returned",
    code: ts`
      import type { MongoClient } from "mongodb";
      export function begin(client: MongoClient, use: (session: object) => void) {
        const session = client.startSession();
        session.on("ended", () => console.log("over"));
        return { stop: () => client.close() };
      }`,
  },
  {
    name: "the client in a field is closed",
    code: ts`
      import { MongoClient } from "mongodb";
      export class Users {
        private readonly client = new MongoClient("mongodb://db");
        async migrate() {
          const session = this.client.startSession();
          session.startTransaction();
          await this.client.close();
        }
      }`,
  },
  {
    name: "the pool that lent the connections in a loop is ended",
    code: ts`
      import { createPool } from "mysql2/promise";
      export async function ping(hosts: readonly string[]) {
        const pool = createPool({ host: "db", connectionLimit: hosts.length });
        try {
          for (const host of hosts) {
            const connection = await pool.getConnection();
            await connection.query("select ?", [host]);
          }
        } finally {
          await pool.end();
        }
      }`,
  },
  {
    name: "a lent pool that lent the connections in a loop is ended after it",
    code: ts`
      import type { Pool } from "mysql2/promise";
      export async function ping(pool: Pool, hosts: readonly string[]) {
        try {
          for (const host of hosts) {
            const connection = await pool.getConnection();
            await connection.query("select ?", [host]);
          }
        } finally {
          await pool.end();
        }
      }`,
  },
  {
    name: "a pool of pg is ended, which waits for the client it has lent",
    code: ts`
      import { Pool } from "pg";
      export async function ping(pool: Pool) {
        const client = await pool.connect(); //~ leaked end
        await client.query("select 1");
        await pool.end();
      }`,
  },
  {
    name: "the connection that a statement was prepared on is closed",
    code: ts`
      import type { Connection } from "mysql2/promise";
      export async function names(connection: Connection) {
        try {
          const statement = await connection.prepare("select name from users where id = ?");
          return await statement.execute([1]);
        } finally {
          await connection.end();
        }
      }`,
  },
  {
    name: "the connection that a statement was prepared on goes on",
    code: ts`
      import type { Connection } from "mysql2/promise";
      export async function names(connection: Connection) {
        const statement = await connection.prepare("select name from users where id = ?"); //~ leaked return
        return await statement.execute([1]);
      }`,
  },
  {
    name: "the client that a constant leads to is closed unless the next change fails",
    needs: "types",
    code: ts`
      import type { MongoClient } from "mongodb";
      export async function watch(client: MongoClient, once: boolean) {
        const users = client.db().collection("users");
        const changes = users.watch(); //~ leakedOnThrow rejects
        const change = await changes.next();
        if (once) {
          await changes.close();
          return change;
        }
        await client.close();
        return change;
      }`,
  },
];
