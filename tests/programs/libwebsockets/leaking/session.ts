/** What one web socket owns while it is connected. */
import { openSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import { store } from "./upload.ts";

export class Session {
  readonly #answer: (text: string) => void;
  readonly #pool: Pool;
  #isOpen = true;
  readonly #journal = openSync(join(tmpdir(), "journal"), "a"); // LEAK require-field-release

  constructor(answer: (text: string) => void, pool: Pool) {
    this.#answer = answer;
    this.#pool = pool;
  }

  async receive(data: Buffer): Promise<void> {
    try {
      const size = await store(data, this.#pool);
      writeSync(this.#journal, `${String(size)}\n`);
      if (this.#isOpen) this.#answer(String(size));
    } catch (error) {
      if (this.#isOpen) this.#answer(String(error));
    }
  }

  close(): void {
    this.#isOpen = false;
  }
}
