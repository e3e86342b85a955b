/** It is (not) a leak when a class ends and one of its fields does not. */
import { requireFieldRelease } from "../../src/rules/require-field-release.ts";
import { ts, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

const leaks: Parameters<typeof mendsOf>[0] = [
  {
    name: "stop() empties the field",
    code: ts`
      export class Heartbeat {
        #timer: NodeJS.Timeout | undefined;
        start(beat: () => void): void {
          this.#timer = setInterval(beat, 5_000);
        }
        stop(): void {
          this.#timer = undefined;
        }
      }`,
    errors: [
      {
        messageId: "forgotten",
        line: 4,
        data: {
          holder: "this.#timer",
          resource: "interval",
          past: "cleared",
          teardown: "stop()",
          release: "clearInterval(this.#timer)",
        },
        suggestions: [
          {
            messageId: "releaseInTeardown",
            output: ts`
              export class Heartbeat {
                #timer: NodeJS.Timeout | undefined;
                start(beat: () => void): void {
                  this.#timer = setInterval(beat, 5_000);
                }
                stop(): void {
                  clearInterval(this.#timer);
                  this.#timer = undefined;
                }
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "an asynchronous close() has an empty body",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class Log {
        #file?: FileHandle;
        async open(path: string): Promise<void> {
          this.#file = await open(path, "a");
        }
        async close(): Promise<void> {}
      }`,
    errors: [
      {
        messageId: "forgotten",
        data: {
          holder: "this.#file",
          resource: "file handle",
          past: "closed",
          teardown: "close()",
          release: "this.#file.close()",
        },
        suggestions: [
          {
            messageId: "releaseInTeardown",
            output: ts`
              import { open, type FileHandle } from "node:fs/promises";
              export class Log {
                #file?: FileHandle;
                async open(path: string): Promise<void> {
                  this.#file = await open(path, "a");
                }
                async close(): Promise<void> {
                  await this.#file?.close();
                }
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "a collection is only emptied",
    code: ts`
      export class Jobs {
        readonly #timers = new Set<NodeJS.Timeout>();
        add(job: () => void): void {
          this.#timers.add(setInterval(job, 1_000));
        }
        stop(): void {
          this.#timers.clear();
        }
      }`,
    errors: [
      {
        messageId: "elementsForgotten",
        data: {
          holder: "this.#timers",
          resource: "interval",
          past: "cleared",
          teardown: "stop()",
          release: "clearInterval(each)",
        },
        suggestions: null,
      },
    ],
  },
];

const withoutTeardown = ts`
  import { openSync, readSync } from "node:fs";
  export class Reader {
    readonly #fd = openSync("data", "r");
    read(into: Buffer): number {
      return readSync(this.#fd, into);
    }
  }`;

const endedElsewhere = ts`
  export class Poller {
    #timer: NodeJS.Timeout | undefined;
    startPolling(poll: () => void): void {
      this.#timer = setInterval(poll, 1_000);
    }
    stopPolling(): void {
      clearInterval(this.#timer);
    }
    close(): void {}
  }`;

untyped.run("require-field-release", requireFieldRelease, {
  valid: [
    { name: "the class has no method to end its objects, by default", code: withoutTeardown },
    { name: "another method ends it, by default", code: endedElsewhere, options: [{ tier: "recommended" }] },
    ...mendsOf(leaks),
  ] as never,
  invalid: [
    ...leaks,
    {
      name: "the class has no method to end its objects, where that is asked for",
      code: withoutTeardown,
      options: [{ tier: "strict" }],
      errors: [
        {
          messageId: "unowned",
          line: 3,
          data: {
            owner: "Reader",
            holder: "this.#fd",
            resource: "file descriptor",
            present: "closes",
            release: "closeSync(this.#fd)",
          },
        },
      ],
    },
    {
      name: "another method ends it, where that does not suffice",
      code: endedElsewhere,
      options: [{ tier: "strict" }],
      errors: [
        {
          messageId: "forgotten",
          line: 4,
          suggestions: [
            {
              messageId: "releaseInTeardown",
              output: endedElsewhere.replace(
                "close(): void {}",
                "close(): void {\n    clearInterval(this.#timer);\n  }",
              ),
            },
          ],
        },
      ],
    },
  ] as never,
});
