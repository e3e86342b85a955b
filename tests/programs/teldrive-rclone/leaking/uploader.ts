/** Sends the files of a folder to the storage server. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Agent, request } from "undici";
import { record } from "./file-index.ts";

export interface Servers {
  readonly storage: string;
  readonly index: string;
}

/** Answers how many files the storage server took. */
export async function uploadFolder(folder: string, { storage, index }: Servers): Promise<number> {
  const names = await readdir(folder);
  await Promise.all(
    // LEAK no-unbounded-concurrency
    names.map(async (name) => {
      const content = await readFile(join(folder, name));
      const agent = new Agent({ connections: 4, keepAliveTimeout: 600_000 }); // LEAK no-client-per-call
      const { statusCode } = await request(new URL(name, storage), {
        // LEAK require-body-consumption
        method: "PUT",
        body: content,
        dispatcher: agent,
        headersTimeout: 30_000,
        bodyTimeout: 30_000,
      });
      if (statusCode !== 201) throw new Error(`The storage server answered ${String(statusCode)} to '${name}'.`);
      await record(name, index);
    }),
  );
  return names.length;
}
