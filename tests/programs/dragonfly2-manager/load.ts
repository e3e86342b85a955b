/** Preheats images from a registry with a token service that refuses every third of them. */
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rm } from "node:fs/promises";
import { listening, post, type Load } from "../loopback.ts";

const journal = join(tmpdir(), `leakproof-journal-${String(process.pid)}`);

export async function load(): Promise<Load> {
  const registryServer = http.createServer((request, response) => {
    const isManifest = request.url?.endsWith("/manifest") === true;
    response.end(isManifest ? JSON.stringify({ layers: ["one", "two", "three"] }) : "x".repeat(10_000));
  });
  const tokenServer = http.createServer((request, response) => {
    if (request.url?.includes("refused") === true) response.writeHead(403).end("x".repeat(100_000));
    else response.end(JSON.stringify({ token: "secret" }));
  });
  registryServer.keepAliveTimeout = 0;
  tokenServer.keepAliveTimeout = 0;
  const registry = await listening(registryServer);
  const tokens = await listening(tokenServer);
  return {
    settings: { registry: registry.url, tokens: tokens.url, journal },
    round: 30,
    leaks: {
      "sockets ESTABLISHED": 80,
      "descriptors socket": 80,
      "descriptors file": 10,
      "ports used at the registry": 60,
      "ports used at the token service": 30,
    },
    seen: () => ({
      "ports used at the registry": registry.clients.size,
      "ports used at the token service": tokens.clients.size,
    }),
    allowed: { "ports used at the registry": 4, "ports used at the token service": 4 },
    run: async ([port = 0], jobs) => {
      for (let job = 1; job <= jobs; job++) {
        const image = job % 3 === 0 ? "refused" : "image";
        const status = await post(port, `/jobs/preheat/${image}`);
        if (status !== (image === "refused" ? 500 : 200)) throw new Error(`The job ended with ${String(status)}.`);
      }
    },
    close: async () => {
      await registry.close();
      await tokens.close();
      await rm(journal, { force: true });
    },
  };
}
