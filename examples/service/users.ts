/** Users, kept in PostgreSQL. */
import { Pool } from "pg";

const pool = new Pool({ max: 10 });

export async function isAllowed(user: string): Promise<boolean> {
  const client = await pool.connect();
  try {
    const { rowCount } = await client.query("select 1 from users where name = $1 and not blocked", [user]);
    return rowCount === 1;
  } finally {
    client.release();
  }
}

/** Renames a user in one transaction, and says whether there was one. */
export async function rename(user: string, name: string): Promise<boolean> {
  const client = await pool.connect();
  const { rows } = await client.query<{ id: number }>("select id from users where name = $1", [user]);
  const [found] = rows;
  if (found === undefined) return false;
  await client.query("update users set name = $2 where id = $1", [found.id, name]);
  client.release();
  return true;
}

export const shutdown = (): Promise<void> => pool.end();
