/** Takes documents from other nodes, one a line, and answers each with its number. */
import net from "node:net";

export function startReplication(idle: number): net.Server {
  const server = net.createServer({ allowHalfOpen: true, keepAlive: true }, (socket) => {
    let revision = 0;
    socket.setTimeout(idle, () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      for (const line of chunk.toString().split("\n")) if (line !== "") socket.write(`${String(++revision)}\n`);
    });
    socket.on("end", () => socket.end());
  });
  server.maxConnections = 500;
  return server.listen(Number(process.env["PORT"]), process.env["HOST"]);
}
