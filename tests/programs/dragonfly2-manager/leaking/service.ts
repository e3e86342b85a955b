/** The manager: starts a job for each request to preheat an image, and reports to the scheduler. */
import http from "node:http";
import express from "express";
import { Pool } from "undici";
import { preheat, type Servers } from "./preheat.ts";

const scheduler = new Pool(process.env["SCHEDULER"] ?? "http://127.0.0.1:9", { connections: 1 }); // LEAK require-shutdown

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
  const server = http.createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, app); // LEAK require-idle-timeout, require-connection-limit
  process.once("SIGTERM", () => server.close());
  return server.listen(Number(process.env["PORT"]), process.env["HOST"]);
}
