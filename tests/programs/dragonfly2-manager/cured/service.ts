/** The manager: starts a job for each request to preheat an image, and reports to the scheduler. */
import http from "node:http";
import express from "express";
import { closeClients, scheduler } from "./clients.ts";
import { preheat, type Servers } from "./preheat.ts";

export function start(servers: Servers): http.Server {
  const app = express();
  app.post("/jobs/preheat/:image", preheat(servers));
  app.get("/scheduler", async (_request, response) => {
    const { statusCode, body } = await scheduler.request({
      method: "GET",
      path: "/",
      headersTimeout: 5_000,
      bodyTimeout: 5_000,
    });
    await body.dump();
    response.json({ statusCode });
  });
  const server = http.createServer({ keepAliveTimeout: 5_000, requestTimeout: 60_000 }, app);
  server.maxConnections = 100;
  process.once("SIGTERM", () => void stop(server));
  return server.listen(Number(process.env["PORT"]), process.env["HOST"]);
}

export async function stop(server: http.Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await closeClients();
}
