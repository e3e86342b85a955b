/** The two clients of the program: each is made once, bounded, and used by every upload. */
import http from "node:http";
import { Agent } from "undici";

export const storageClient = new Agent({
  connections: 4,
  keepAliveTimeout: 2_000,
  headersTimeout: 30_000,
  bodyTimeout: 30_000,
  connect: { timeout: 5_000 },
});

export const indexClient = new http.Agent({ keepAlive: true, maxSockets: 4, timeout: 10_000 });

export async function closeClients(): Promise<void> {
  indexClient.destroy();
  await storageClient.close();
}
