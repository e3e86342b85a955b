/** Peers that connect, ask once and leave; a tenth as many stay and never say anything again. */
import { once } from "node:events";
import http2 from "node:http2";
import type { Load } from "../loopback.ts";

export async function load(): Promise<Load> {
  const silent: http2.ClientHttp2Session[] = [];
  return Promise.resolve({
    settings: { idle: 500 },
    round: 100,
    leaks: { "collections peers": 110, "collections listeners": 110, "sockets ESTABLISHED": 10, heap: 100 * 28_000 },
    seen: () => ({}),
    allowed: {},
    run: async ([port = 0], peers) => {
      for (let at = 0; at < peers; at++) await leave(await asked(port));
      for (let at = 0; at < peers / 10; at++) silent.push(await asked(port));
    },
    close: async () => {
      await Promise.all(silent.map(leave));
    },
  });
}

async function asked(port: number): Promise<http2.ClientHttp2Session> {
  const session = http2.connect(`http://127.0.0.1:${String(port)}`);
  session.on("error", () => session.destroy());
  const stream = session.request({ ":path": "/" });
  stream.resume();
  await once(stream, "end");
  return session;
}

async function leave(session: http2.ClientHttp2Session): Promise<void> {
  if (session.destroyed) return;
  const closed = once(session, "close");
  session.destroy();
  await closed;
}
