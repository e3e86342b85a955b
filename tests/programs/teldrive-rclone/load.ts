/** Has a folder uploaded to a storage server that answers with a body, and recorded by an index server. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listening, post, type Load } from "../loopback.ts";

export async function load(): Promise<Load> {
  const answering = (status: number, answer: string): http.Server =>
    http.createServer((request, response) => {
      request.resume().on("end", () => response.writeHead(status).end(answer));
    });
  const storageServer = answering(201, "x".repeat(100_000));
  storageServer.keepAliveTimeout = 0;
  const indexServer = answering(200, "");
  indexServer.keepAliveTimeout = 2_000;
  const storage = await listening(storageServer);
  const index = await listening(indexServer);
  return {
    settings: { storage: storage.url, index: index.url },
    round: 40,
    leaks: {
      "sockets ESTABLISHED": 40,
      "descriptors socket": 40,
      "ports used at the storage server": 40,
      "ports used at the index server": 40,
    },
    seen: () => ({
      "ports used at the storage server": storage.clients.size,
      "ports used at the index server": index.clients.size,
    }),
    // As many as there are workers.
    allowed: { "ports used at the storage server": 4, "ports used at the index server": 4 },
    run: ([port = 0], files) => uploadOf(files, port),
    close: async () => {
      await storage.close();
      await index.close();
    },
  };
}

async function uploadOf(files: number, port: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "leakproof-load-"));
  try {
    for (let at = 0; at < files; at++) await writeFile(join(folder, `file-${String(at)}`), "content");
    const status = await post(port, "/", folder);
    if (status !== 200) throw new Error(`The upload failed with ${String(status)}.`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
