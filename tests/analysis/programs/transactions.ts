/** Transactions: a connection that was put into a state owes its end. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const transactions: readonly Case[] = [
  {
    name: "it is committed or rolled back",
    code: ts`
      import type { Pool } from "pg";
      export async function transfer(pool: Pool, work: () => Promise<void>) {
        const client = await pool.connect();
        try {
          await client.query("BEGIN");
          await work();
          await client.query("COMMIT");
        } catch (error) {
          await client.query("ROLLBACK");
          throw error;
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "a failure is not rolled back before the client is given back",
    code: ts`
      import type { Pool } from "pg";
      export async function transfer(pool: Pool, sql: string) {
        const client = await pool.connect();
        try {
          await client.query("BEGIN"); //~ leakedOnThrow rejects
          await client.query(sql);
          await client.query("COMMIT");
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "an early return neither commits nor rolls back",
    code: ts`
      import type { Pool } from "pg";
      export async function transfer(pool: Pool, sql: string) {
        const client = await pool.connect();
        try {
          await client.query("begin isolation level serializable"); //~ leaked return
          const { rowCount } = await client.query(sql);
          if (rowCount === 0) return false;
          await client.query("commit");
          return true;
        } catch (error) {
          await client.query("rollback");
          throw error;
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "a connection that is closed takes its transaction along",
    code: ts`
      import type { Pool } from "pg";
      export async function transfer(pool: Pool, sql: string) {
        const client = await pool.connect();
        try {
          await client.query("BEGIN");
          await client.query(sql);
          await client.query("COMMIT");
          client.release();
        } catch (error) {
          client.release(true);
          throw error;
        }
      }`,
  },
  {
    name: "whoever lent the client ends the transaction",
    code: ts`
      import type { PoolClient } from "pg";
      export async function begin(client: PoolClient) {
        await client.query("BEGIN");
      }`,
  },
  {
    name: "mysql's transaction is rolled back when the work fails",
    code: ts`
      import type { Pool } from "mysql2/promise";
      export async function transfer(pool: Pool, sql: string) {
        const connection = await pool.getConnection();
        try {
          await connection.beginTransaction();
          await connection.query(sql);
          await connection.commit();
        } catch (error) {
          await connection.rollback();
          throw error;
        } finally {
          connection.release();
        }
      }`,
  },
  {
    name: "mysql's transaction is left open by an early return",
    code: ts`
      import type { Pool, ResultSetHeader } from "mysql2/promise";
      export async function transfer(pool: Pool, sql: string) {
        const connection = await pool.getConnection();
        try {
          await connection.beginTransaction(); //~ leaked return
          const [{ affectedRows }] = await connection.query<ResultSetHeader>(sql);
          if (affectedRows === 0) return false;
          await connection.commit();
          return true;
        } catch (error) {
          await connection.rollback();
          throw error;
        } finally {
          connection.release();
        }
      }`,
  },
];
