/** Takes documents from other nodes, one a line, and answers each with its number. */
import net from "node:net";

export function startReplication(): net.Server {
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    // LEAK no-half-open-socket, require-idle-timeout, require-connection-limit
    let revision = 0;
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      for (const line of chunk.toString().split("\n")) if (line !== "") socket.write(`${String(++revision)}\n`);
    });
  });
  return server.listen(Number(process.env["PORT"]), process.env["HOST"]);
}
