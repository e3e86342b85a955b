/** What the loads have in common: servers on loopback, and requests that leave no connection behind. */
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo, Server, Socket } from "node:net";
import { buffer } from "node:stream/consumers";

/** What puts one of the five programs to work: the servers it needs, and as much to do as is wanted. */
export interface Load {
  /** What the program is started with. */
  readonly settings: object;
  /** How much there is to do in one round. */
  readonly round: number;
  /** By how much, at least, a round makes each count grow when the program leaks. */
  readonly leaks: Readonly<Record<string, number>>;
  /** Has the program do so much, and returns when it has been done. */
  readonly run: (ports: readonly number[], amount: number) => Promise<void>;
  /** What only the other side can count, ever growing or not, by name. */
  readonly seen: () => Readonly<Record<string, number>>;
  /** By how much, at most, what the other side counts grows in all when the program does not leak; 0 unless said. */
  readonly allowed: Readonly<Record<string, number>>;
  readonly close: () => Promise<void>;
}

/** A server on loopback that can be ended whatever its clients do. */
export interface Listening {
  readonly port: number;
  readonly url: string;
  /** The port of the other side of each connection that was ever made. */
  readonly clients: ReadonlySet<number>;
  readonly close: () => Promise<void>;
}

export async function listening(server: Server): Promise<Listening> {
  const open = new Set<Socket>();
  const clients = new Set<number>();
  server.on("connection", (socket: Socket) => {
    clients.add(socket.remotePort ?? 0);
    open.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => open.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = once(server, "close");
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  return { port, url: `http://127.0.0.1:${String(port)}/`, clients, close };
}

/** Posts to a program, over a connection that ends with the answer; answers the status. */
export async function post(port: number, path: string, body = ""): Promise<number> {
  const request = http.request({ port, host: "127.0.0.1", path, method: "POST", agent: false }).end(body);
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  await buffer(response);
  return response.statusCode ?? 0;
}
