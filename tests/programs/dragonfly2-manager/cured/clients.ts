/** The clients of the manager: one for each server it talks to, with limits of their own, closed when the manager ends. */
import { Agent, Pool } from "undici";

const limits = { headersTimeout: 10_000, bodyTimeout: 10_000, connect: { timeout: 5_000 } };

/** For the registries, whichever they are, and for their token services. */
export const registries = new Agent({ connections: 4, keepAliveTimeout: 2_000, ...limits });

export const scheduler = new Pool(process.env["SCHEDULER"] ?? "http://127.0.0.1:9", { connections: 1, ...limits });

export async function closeClients(): Promise<void> {
  await Promise.allSettled([registries.close(), scheduler.close()]);
}
