/** Uploads a folder whenever someone posts its path. */
import http from "node:http";
import { text } from "node:stream/consumers";
import { uploadFolder, type Servers } from "./uploader.ts";

export function start(servers: Servers): http.Server {
  const server = http.createServer((request, response) => {
    // LEAK require-connection-limit
    text(request)
      .then((folder) => uploadFolder(folder, servers))
      .then((count) => response.end(String(count)))
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  return server.listen(Number(process.env["PORT"]), process.env["HOST"]);
}
