/** Who is connected, and what waits to be sent to each. */
import { EventEmitter } from "node:events";
import type { ServerHttp2Session } from "node:http2";

/** One connection: its queue has 256 slots for packets, about 28 kB, as in the incident. */
export class Peer {
  readonly queue = new Uint8Array(256 * 112);
  readonly session: ServerHttp2Session;
  waiting = 0;

  constructor(session: ServerHttp2Session) {
    this.session = session;
  }

  enqueue(packet: string): void {
    this.queue.set(new TextEncoder().encode(packet.slice(0, 112)), (this.waiting++ % 256) * 112);
  }
}

/** Tells every peer the same news. */
export const news = new EventEmitter().setMaxListeners(0);
