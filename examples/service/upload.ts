/** Takes a file in, and answers its digest. */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";

const folder = process.env["FILES"] ?? "files";

export async function upload(name: string, body: Readable): Promise<string> {
  const digest = createHash("sha256");
  const file = await open(join(folder, basename(name)), "wx");
  for await (const chunk of body as AsyncIterable<Buffer>) {
    digest.update(chunk);
    await file.write(chunk);
  }
  await file.sync();
  await file.close();
  return digest.digest("hex");
}
