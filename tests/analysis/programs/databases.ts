/** Database libraries: instances that own a pool, runners and transactions that borrow from it, single files. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const databases: readonly Case[] = [
  {
    name: "a knex transaction is rolled back when the work fails",
    code: ts`
      import type { Knex } from "knex";
      export async function rename(db: Knex, id: number, name: string) {
        const trx = await db.transaction();
        try {
          await trx("people").where({ id }).update({ name });
          await trx.commit();
        } catch (error) {
          await trx.rollback(error);
          throw error;
        }
      }`,
  },
  {
    name: "a knex transaction is committed only if nothing fails",
    code: ts`
      import type { Knex } from "knex";
      export async function rename(db: Knex, id: number, name: string) {
        const trx = await db.transaction(); //~ leakedOnThrow rejects
        await trx("people").where({ id }).update({ name });
        await trx.commit();
      }`,
  },
  {
    name: "a knex transaction ends with its callback",
    code: ts`
      import type { Knex } from "knex";
      export async function rename(db: Knex, id: number, name: string) {
        await db.transaction(async (trx) => {
          await trx("people").where({ id }).update({ name });
        });
      }`,
  },
  {
    name: "a knex instance is destroyed only if the query succeeds",
    code: ts`
      import knex from "knex";
      export async function count(connection: string) {
        const db = knex({ client: "pg", connection }); //~ leakedOnThrow rejects
        const rows = await db.select("id").from("people");
        await db.destroy();
        return rows.length;
      }`,
  },
  {
    name: "a knex instance is destroyed whatever happens",
    code: ts`
      import knex from "knex";
      export async function count(connection: string) {
        const db = knex({ client: "pg", connection });
        try {
          const rows = await db.select("id").from("people");
          return rows.length;
        } finally {
          await db.destroy();
        }
      }`,
  },
  {
    name: "a query runner is released in 'finally'",
    code: ts`
      import type { DataSource } from "typeorm";
      export async function prune(source: DataSource) {
        const runner = source.createQueryRunner();
        await runner.connect();
        try {
          await runner.startTransaction();
          await runner.query("DELETE FROM old");
          await runner.commitTransaction();
        } catch (error) {
          await runner.rollbackTransaction();
          throw error;
        } finally {
          await runner.release();
        }
      }`,
  },
  {
    name: "a query runner is released only if the statement succeeds",
    code: ts`
      import type { DataSource } from "typeorm";
      export async function prune(source: DataSource) {
        const runner = source.createQueryRunner(); //~ leakedOnThrow rejects
        await runner.connect();
        await runner.query("DELETE FROM old");
        await runner.release();
      }`,
  },
  {
    name: "a query runner that never asks for a connection holds none",
    code: ts`
      import type { DataSource } from "typeorm";
      export function dialect(source: DataSource) {
        const runner = source.createQueryRunner();
        return runner.getReplicationMode();
      }`,
  },
  {
    name: "a runner's transaction is neither committed nor rolled back by an early return",
    code: ts`
      import type { DataSource } from "typeorm";
      export async function transfer(source: DataSource) {
        const runner = source.createQueryRunner();
        try {
          await runner.startTransaction(); //~ leaked return
          const rows: unknown[] = await runner.query("SELECT 1 FROM old");
          if (rows.length === 0) return false;
          await runner.commitTransaction();
          return true;
        } catch (error) {
          await runner.rollbackTransaction();
          throw error;
        } finally {
          await runner.release();
        }
      }`,
  },
  {
    name: "a transaction that is still active is rolled back at the end",
    code: ts`
      import type { DataSource } from "typeorm";
      export async function transfer(source: DataSource) {
        const runner = source.createQueryRunner();
        try {
          await runner.startTransaction();
          await runner.query("DELETE FROM old");
          await runner.commitTransaction();
        } finally {
          if (runner.isTransactionActive) await runner.rollbackTransaction();
          await runner.release();
        }
      }`,
  },
  {
    name: "a data source is destroyed after a command",
    code: ts`
      import { DataSource } from "typeorm";
      export async function migrate(url: string) {
        const source = await new DataSource({ type: "postgres", url }).initialize();
        try {
          await source.runMigrations();
        } finally {
          await source.destroy();
        }
      }`,
  },
  {
    name: "a data source outlives a migration that fails",
    code: ts`
      import { DataSource } from "typeorm";
      export async function migrate(url: string) {
        const source = new DataSource({ type: "postgres", url }); //~ leakedOnThrow rejects
        await source.initialize();
        await source.runMigrations();
        await source.destroy();
      }`,
  },
  {
    name: "a data source that cannot be initialized has closed what it opened",
    code: ts`
      import { DataSource } from "typeorm";
      export async function check(url: string) {
        const source = new DataSource({ type: "postgres", url });
        await source.initialize();
        await source.destroy();
      }`,
  },
  {
    name: "a kysely instance is destroyed only if the query succeeds",
    code: ts`
      import { Kysely, type Dialect } from "kysely";
      interface Tables { person: { id: number } }
      export async function ids(dialect: Dialect) {
        const db = new Kysely<Tables>({ dialect }); //~ leakedOnThrow rejects
        const rows = await db.selectFrom("person").select("id").execute();
        await db.destroy();
        return rows;
      }`,
  },
  {
    name: "a kysely instance is destroyed whatever happens",
    code: ts`
      import { Kysely, type Dialect } from "kysely";
      interface Tables { person: { id: number } }
      export async function ids(dialect: Dialect) {
        const db = new Kysely<Tables>({ dialect });
        try {
          return await db.selectFrom("person").select("id").execute();
        } finally {
          await db.destroy();
        }
      }`,
  },
  {
    name: "a prisma client is made for each request and never disconnected",
    extension: "js",
    code: ts`
      import { PrismaClient } from "@prisma/client";
      export async function count() {
        const prisma = new PrismaClient(); //~ leaked return
        const found = await prisma.person.count();
        return found;
      }`,
  },
  {
    name: "a prisma client is disconnected whatever happens",
    extension: "js",
    code: ts`
      import { PrismaClient } from "@prisma/client";
      export async function count() {
        const prisma = new PrismaClient();
        try {
          return await prisma.person.count();
        } finally {
          await prisma.$disconnect();
        }
      }`,
  },
  {
    name: "one prisma client serves the program",
    extension: "js",
    code: ts`
      import { PrismaClient } from "@prisma/client";
      export const prisma = new PrismaClient();`,
  },
  {
    name: "a better-sqlite3 database stays open on an early return",
    code: ts`
      import Database from "better-sqlite3";
      export function size(path: string, table: string) {
        const db = new Database(path, { readonly: true }); //~ leaked return
        const known = db.prepare("SELECT 1 FROM sqlite_master WHERE name = ?").get(table);
        if (known === undefined) return 0;
        const count = db.prepare("SELECT count(*) FROM people").pluck().get();
        db.close();
        return count;
      }`,
  },
  {
    name: "a better-sqlite3 database is closed whatever happens",
    code: ts`
      import Database from "better-sqlite3";
      export function size(path: string) {
        const db = new Database(path);
        try {
          return db.prepare("SELECT count(*) FROM people").pluck().get();
        } finally {
          db.close();
        }
      }`,
  },
  {
    name: "a cursor is closed by whoever has the client",
    code: ts`
      import type { PoolClient } from "pg";
      import Cursor from "pg-cursor";
      export async function firstRows(client: PoolClient) {
        const cursor = client.query(new Cursor("SELECT * FROM big"));
        return cursor.read(10);
      }`,
  },
  {
    name: "a query stream is read to its end",
    code: ts`
      import type { PoolClient } from "pg";
      import QueryStream from "pg-query-stream";
      export async function each(client: PoolClient, use: (row: unknown) => void) {
        const rows = client.query(new QueryStream("SELECT * FROM big"));
        for await (const row of rows) use(row);
      }`,
  },
  {
    name: "an active transaction is rolled back where there is a runner",
    code: ts`
      import type { DataSource } from "typeorm";
      export async function save(source: DataSource, name: string) {
        const runner = source.createQueryRunner();
        await runner.connect();
        try {
          await runner.startTransaction();
          await runner.manager.save("user", { name });
          await runner.commitTransaction();
        } catch (error) {
          if (runner && runner.isTransactionActive) await runner.rollbackTransaction();
          throw error;
        } finally {
          if (runner && !runner.isReleased) await runner.release();
        }
      }`,
  },
  {
    name: "a transaction is rolled back only when there is none",
    code: ts`
      import type { DataSource } from "typeorm";
      export async function save(source: DataSource, name: string) {
        const runner = source.createQueryRunner();
        try {
          await runner.startTransaction(); //~ leaked throw
          await runner.manager.save("user", { name });
          await runner.commitTransaction();
        } catch (error) {
          if (runner && !runner.isTransactionActive) await runner.rollbackTransaction();
          throw error;
        } finally {
          await runner.release();
        }
      }`,
  },
  {
    name: "the data source that made a query runner is destroyed at the end",
    code: ts`
      import { DataSource } from "typeorm";
      export async function prepare(url: string) {
        const source = new DataSource({ type: "postgres", url });
        await source.initialize();
        try {
          const runner = source.createQueryRunner();
          await runner.query("CREATE TABLE names (name text)");
          await runner.release();
        } catch (error) {
          if ((error as { code?: string }).code === "42P07") return;
          throw error;
        } finally {
          await source.destroy();
        }
      }`,
  },
  {
    name: "a runner is asked whether its transaction goes on before it is given back",
    code: ts`
      import type { DataSource, QueryRunner } from "typeorm";
      export async function within<T>(source: DataSource, outer: QueryRunner | undefined, work: (runner: QueryRunner) => Promise<T>) {
        let runner = outer;
        if (!runner || runner.isReleased) runner = source.createQueryRunner();
        await runner.connect();
        try {
          const result = await work(runner);
          if (runner.isTransactionActive) await runner.commitTransaction();
          return result;
        } finally {
          if (!runner.isTransactionActive && runner.isReleased === false) await runner.release();
        }
      }`,
  },
  {
    name: "a caller lends the runner, and can roll back itself",
    code: ts`
      import type { QueryRunner } from "typeorm";
      export async function empty(runner: QueryRunner) {
        await runner.startTransaction();
        await runner.manager.delete("names", {});
        await runner.commitTransaction();
      }`,
  },
  {
    name: "a lent runner, whoever may roll it back",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { QueryRunner } from "typeorm";
      export async function empty(runner: QueryRunner) {
        await runner.startTransaction(); //~ leakedOnThrow rejects
        await runner.manager.delete("names", {});
        await runner.commitTransaction();
      }`,
  },
];
