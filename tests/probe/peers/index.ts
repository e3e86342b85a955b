/** The loopback servers of one trial; whatever host it names, a program meets them by the port that it calls. */
import dns from "node:dns";
import { once } from "node:events";
import net, { type AddressInfo, type Server, type Socket } from "node:net";
import { plain, web } from "./web.ts";
import { isRefused, setWeather, type Weather } from "./weather.ts";

export { setWeather, type Weather };

/** The servers that a program may call. */
export interface Peers {
  /** Where plain TCP is answered. */
  readonly port: number;
  /** Where HTTP is. */
  readonly webPort: number;
  /** Ends the connections on which nothing is under way, as servers do after a while. */
  readonly closeIdle: () => void;
}

/** The servers that take long to load are loaded for the programs that need them. */
const kinds: readonly { readonly needs: RegExp; readonly port: number; readonly load: () => Promise<() => Server> }[] =
  [
    { needs: /^pg$/, port: 5432, load: async () => (await import("./postgres.ts")).postgres },
    { needs: /redis|bullmq/, port: 6379, load: async () => (await import("./redis.ts")).redis },
    { needs: /^mysql2/, port: 3306, load: async () => (await import("./mysql.ts")).mysql },
    { needs: /^mongodb$/, port: 27_017, load: async () => (await import("./mongo.ts")).mongo },
  ];

const webPorts = [80, 443];

/** A port that nobody listens on. */
const nobody = 1;

/** Before anybody watches who listens. */
const listen = Reflect.get(net.Server.prototype, "listen") as (this: Server, port: number, host: string) => Server;

const ports = new Map<number, number>();
const own = new Set<number>();

export async function peers(): Promise<Peers> {
  const { server, closeIdle } = web();
  const [webPort, port] = [await portOf(server), await portOf(plain())];
  for (const it of webPorts) ports.set(it, webPort);
  redirect(port);
  return { port, webPort, closeIdle };
}

/** Starts the servers that a program with these imports calls, unless they have been. */
export async function startPeersFor(modules: readonly string[]): Promise<void> {
  for (const { needs, port, load } of kinds)
    if (!ports.has(port) && modules.some((it) => needs.test(it))) ports.set(port, await portOf((await load())()));
}

/** Lets a port of the program's own be called as it is. */
export function admit(port: number): void {
  own.add(port);
}

async function portOf(server: Server): Promise<number> {
  server.on("connection", (socket: Socket) => socket.on("error", () => socket.destroy()));
  listen.call(server, 0, "127.0.0.1");
  server.unref();
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  own.add(port);
  return port;
}

interface Target {
  readonly host?: string;
  readonly port?: number | string;
  readonly path?: string | null;
}

/** Every connection goes to this machine: to the server of its port's kind, or else to the one for plain TCP. */
function redirect(fallback: number): void {
  const here = { address: "127.0.0.1", family: 4 };
  dns.promises.lookup = (() => Promise.resolve(here)) as unknown as typeof dns.promises.lookup;
  const connect = Reflect.get(net.Socket.prototype, "connect") as (this: Socket, ...given: unknown[]) => Socket;
  net.Socket.prototype.connect = function (this: Socket, ...given: unknown[]): Socket {
    const isNormal = Array.isArray(given[0]);
    const [target, ...rest] = (isNormal ? given[0] : given) as [Target | number, ...unknown[]];
    const options: Target = typeof target === "object" ? target : { port: target };
    const listener = rest.find((it) => typeof it === "function");
    const port = Number(options.port);
    const there = own.has(port) ? port : isRefused() ? nobody : (ports.get(port) ?? fallback);
    const changed = typeof options.path === "string" ? options : { ...options, host: "127.0.0.1", port: there };
    return connect.apply(this, listener === undefined ? [changed] : [changed, listener]);
  };
}
