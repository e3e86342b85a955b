/** What one web socket owns while it is connected. */
import { openSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import type { WebSocket } from "ws";
import { store } from "./upload.ts";

export class Session {
  readonly #socket: WebSocket;
  readonly #pool: Pool;
  readonly #journal = openSync(join(tmpdir(), "journal"), "a"); // LEAK require-field-release

  constructor(socket: WebSocket, pool: Pool) {
    this.#socket = socket;
    this.#pool = pool;
  }

  async receive(data: Buffer): Promise<void> {
    try {
      const size = await store(data, this.#pool);
      writeSync(this.#journal, `${String(size)}\n`);
      this.#socket.send(String(size));
    } catch (error) {
      this.#socket.send(String(error));
    }
  }

  close(): void {
    this.#socket.terminate();
  }
}
