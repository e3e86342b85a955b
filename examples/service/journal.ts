/** Writes down what was asked for; an old journal is split into parts of a thousand lines. */
import { appendFile, open, readFile } from "node:fs/promises";

const path = process.env["JOURNAL"] ?? "journal.log";

export const append = (line: string): Promise<void> => appendFile(path, `${new Date().toISOString()} ${line}\n`);

export async function split(limit = 1000): Promise<number> {
  const lines = (await readFile(path, "utf8")).split("\n");
  let parts = 1;
  let part = await open(`${path}.${parts}`, "w");
  try {
    for (const [index, line] of lines.entries()) {
      if (index > 0 && index % limit === 0) {
        parts += 1;
        part = await open(`${path}.${parts}`, "w");
      }
      await part.write(`${line}\n`);
    }
  } finally {
    await part.close();
  }
  return parts;
}
