/** A small file service: uploads, downloads, and who may do so. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { download } from "./download.ts";
import { append } from "./journal.ts";
import { upload } from "./upload.ts";
import { isAllowed, rename, shutdown } from "./users.ts";

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const user = request.headers["x-user"];
  if (typeof user !== "string" || !(await isAllowed(user))) {
    response.writeHead(403).end();
    return;
  }
  await append(`${user} ${request.method ?? ""} ${url.pathname}`);
  if (request.method === "PUT") {
    response.writeHead(201).end(await upload(url.pathname, request));
  } else if (request.method === "PATCH") {
    response.writeHead((await rename(user, url.searchParams.get("name") ?? "")) ? 204 : 404).end();
  } else {
    await download(url.pathname, response);
  }
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
});

server.listen(Number(process.env["PORT"] ?? 8080));

process.once("SIGTERM", () => {
  server.close();
  void shutdown();
});
