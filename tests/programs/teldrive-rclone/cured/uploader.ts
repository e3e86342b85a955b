/** Sends the files of a folder to the storage server, a few at a time. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { request } from "undici";
import { storageClient } from "./clients.ts";
import { record } from "./file-index.ts";

export interface Servers {
  readonly storage: string;
  readonly index: string;
}

/** Answers how many files the storage server took. */
export async function uploadFolder(folder: string, servers: Servers): Promise<number> {
  const names = await readdir(folder);
  const waiting = names.values();
  const worker = async (): Promise<void> => {
    for (const name of waiting) await uploadFile(join(folder, name), name, servers);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return names.length;
}

async function uploadFile(path: string, name: string, { storage, index }: Servers): Promise<void> {
  const { statusCode, body } = await request(new URL(name, storage), {
    method: "PUT",
    body: await readFile(path),
    dispatcher: storageClient,
    headersTimeout: 30_000,
    bodyTimeout: 30_000,
  });
  await body.dump();
  if (statusCode !== 201) throw new Error(`The storage server answered ${String(statusCode)} to '${name}'.`);
  await record(name, index);
}
