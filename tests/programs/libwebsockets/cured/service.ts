/** A web socket service that people send pictures to. */
import http from "node:http";
import { Pool } from "pg";
import { WebSocketServer, type WebSocket } from "ws";
import { Session } from "./session.ts";

interface Settings {
  readonly database: string;
  /** How often a silent peer is asked whether it is still there, in milliseconds. */
  readonly idle?: number;
}

let pool: Pool | undefined;

export function start({ database, idle = 30_000 }: Settings): http.Server {
  const limits = { max: 10, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 2_000 };
  const clients = (pool ??= new Pool({ connectionString: database, ...limits }));
  const server = http.createServer();
  server.maxConnections = 500;
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => {
    const session = new Session(socket, clients);
    const asking = askEvery(idle, socket);
    socket.on("message", (data) => void session.receive(data as Buffer));
    socket.on("error", () => session.close());
    socket.on("close", () => {
      clearInterval(asking);
      session.close();
    });
  });
  server.once("close", () => sockets.close());
  return server.listen(Number(process.env["PORT"]), process.env["HOST"]);
}

/** Ends a peer that has not answered since it was last asked. */
function askEvery(idle: number, socket: WebSocket): NodeJS.Timeout {
  let answered = true;
  socket.on("pong", () => (answered = true));
  return setInterval(() => {
    if (!answered) socket.terminate();
    answered = false;
    socket.ping();
  }, idle);
}

export async function stop(server: http.Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await pool?.end();
  pool = undefined;
}
