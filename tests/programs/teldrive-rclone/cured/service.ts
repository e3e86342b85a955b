/** Uploads a folder whenever someone posts its path. */
import http from "node:http";
import { text } from "node:stream/consumers";
import { closeClients } from "./clients.ts";
import { uploadFolder, type Servers } from "./uploader.ts";

export function start(servers: Servers): http.Server {
  const server = http.createServer((request, response) => {
    text(request)
      .then((folder) => uploadFolder(folder, servers))
      .then((count) => response.end(String(count)))
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.maxConnections = 100;
  return server.listen(Number(process.env["PORT"]), process.env["HOST"]);
}

export async function stop(server: http.Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await closeClients();
}
