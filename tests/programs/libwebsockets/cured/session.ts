/** What one web socket owns while it is connected. */
import { closeSync, openSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import type { WebSocket } from "ws";
import { store } from "./upload.ts";

export class Session {
  readonly #socket: WebSocket;
  readonly #pool: Pool;
  #journal: number | undefined = openSync(join(tmpdir(), "journal"), "a");

  constructor(socket: WebSocket, pool: Pool) {
    this.#socket = socket;
    this.#pool = pool;
  }

  async receive(data: Buffer): Promise<void> {
    try {
      const size = await store(data, this.#pool);
      if (this.#journal !== undefined) writeSync(this.#journal, `${String(size)}\n`);
      this.#socket.send(String(size));
    } catch (error) {
      this.#socket.send(String(error));
    }
  }

  close(): void {
    this.#socket.terminate();
    if (this.#journal !== undefined) closeSync(this.#journal);
    this.#journal = undefined;
  }
}
