/** It is (not) a leak when a class ends and one of its fields does not. */
import { requireFieldRelease } from "../../src/rules/require-field-release.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";
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
    name: "the object that a function returns ends one of two",
    code: ts`
      import { connect } from "node:net";
      export function dial(port: number, beat: () => void) {
        const timer = setInterval(beat, 1_000);
        const socket = connect(port);
        return {
          isBeating: () => timer.hasRef(),
          close() {
            socket.destroy();
          },
        };
      }`,
    errors: [
      {
        messageId: "forgotten",
        line: 3,
        data: {
          holder: "timer",
          resource: "interval",
          past: "cleared",
          teardown: "close()",
          release: "clearInterval(timer)",
        },
        suggestions: [
          {
            messageId: "releaseInTeardown",
            output: ts`
              import { connect } from "node:net";
              export function dial(port: number, beat: () => void) {
                const timer = setInterval(beat, 1_000);
                const socket = connect(port);
                return {
                  isBeating: () => timer.hasRef(),
                  close() {
                    clearInterval(timer);
                    socket.destroy();
                  },
                };
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
  {
    name: "a composite of the program is not disposed of",
    code: ts`
      import { connect } from "node:net";
      class Parts {
        readonly #all = new Set<() => void>();
        add(end: () => void): void {
          this.#all.add(end);
        }
        dispose(): void {
          for (const end of this.#all) end();
        }
      }
      class Composite {
        readonly #all: Link[] = [];
        push(one: Link): void {
          this.#all.push(one);
        }
        dispose(): void {
          for (const one of this.#all) one.dispose();
        }
      }
      class Link {
        readonly #socket = connect(7_000);
        dispose(): void {
          this.#socket.destroy();
        }
      }
      export class View {
        readonly #links = new Composite();
        readonly #parts = new Parts();
        constructor() {
          this.#links.push(new Link());
        }
        dispose(): void {
          this.#parts.dispose();
        }
      }`,
    errors: [
      {
        messageId: "forgotten",
        data: {
          holder: "this.#links",
          resource: "Link",
          past: "disposed of",
          teardown: "dispose()",
          release: "this.#links.dispose()",
        },
        suggestions: [
          {
            messageId: "releaseInTeardown",
            output: ts`
              import { connect } from "node:net";
              class Parts {
                readonly #all = new Set<() => void>();
                add(end: () => void): void {
                  this.#all.add(end);
                }
                dispose(): void {
                  for (const end of this.#all) end();
                }
              }
              class Composite {
                readonly #all: Link[] = [];
                push(one: Link): void {
                  this.#all.push(one);
                }
                dispose(): void {
                  for (const one of this.#all) one.dispose();
                }
              }
              class Link {
                readonly #socket = connect(7_000);
                dispose(): void {
                  this.#socket.destroy();
                }
              }
              export class View {
                readonly #links = new Composite();
                readonly #parts = new Parts();
                constructor() {
                  this.#links.push(new Link());
                }
                dispose(): void {
                  this.#links.dispose();
                  this.#parts.dispose();
                }
              }`,
          },
        ],
      },
    ],
  },
];

const lastingReader = ts`
  import { openSync, readSync } from "node:fs";
  export class Reader {
    readonly #fd = openSync("data", "r");
    read(into: Buffer): number {
      return readSync(this.#fd, into);
    }
  }`;

const withoutTeardown = ts`
  import { openSync, readSync } from "node:fs";
  export class Reader {
    readonly #fd = openSync("data", "r");
    read(into: Buffer): number {
      return readSync(this.#fd, into);
    }
  }
  export function first(into: Buffer): number {
    return new Reader().read(into);
  }`;

const arrivingLate = ts`
  import type { Pool, PoolClient } from "pg";
  export class Listener {
    #client: PoolClient | undefined;
    #isStopped = false;
    constructor(private readonly pool: Pool) {}
    async start(): Promise<void> {
      if (!this.#isStopped) this.#client = await this.pool.connect();
    }
    stop(): void {
      this.#isStopped = true;
      this.#client?.release();
    }
  }`;

const halfEnded = ts`
  import { createConnection, type Socket } from "node:net";
  export class Session {
    readonly #socket: Socket = createConnection(6379);
    readonly #timer = setInterval(() => this.#socket.write("PING"), 1000);
    close(force: boolean): void {
      if (force) {
        this.#socket.destroy();
        return;
      }
      clearInterval(this.#timer);
      this.#socket.end();
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

const effect = ts`
  import { useEffect } from "react";
  export function useClock(look: () => void): void {
    useEffect(() => {
      const timer = setInterval(look, 1_000);
      console.log(timer);
    }, [look]);
  }`;

untyped.run("require-field-release", requireFieldRelease, {
  valid: [
    { name: "the class has no method to end its objects, by default", code: withoutTeardown },
    {
      name: "nothing shows that objects of a class without an end come and go",
      code: lastingReader,
      options: [{ tier: "strict" }],
    },
    { name: "one way out of the method forgets it, by default", code: halfEnded },
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
    {
      name: "it arrives after the end of the object, and nobody asks for that",
      code: arrivingLate,
      settings: { leakproof: { unknownCalls: "borrows" } },
      options: [{ tier: "strict" }],
      errors: [
        {
          messageId: "late",
          line: 7,
          data: {
            holder: "this.#client",
            resource: "pg pooled client",
            teardown: "stop()",
            flag: "this.#isStopped",
            release: "this.#client.release()",
          },
          suggestions: [],
        },
      ],
    },
    {
      name: "one way out of the method forgets it, where that is asked for",
      code: halfEnded,
      settings: { leakproof: { unknownCalls: "borrows" } },
      options: [{ tier: "strict" }],
      errors: [
        {
          messageId: "missed",
          line: 4,
          data: {
            holder: "this.#timer",
            resource: "interval",
            past: "cleared",
            teardown: "close()",
            line: "8",
            release: "clearInterval(this.#timer)",
          },
        },
      ],
    },
    {
      name: "an effect has no clean-up, where that is asked for",
      code: effect,
      options: [{ tier: "strict" }],
      errors: [
        {
          messageId: "uncleaned",
          line: 4,
          data: { holder: "timer", resource: "interval", release: "clearInterval(timer)" },
        },
      ],
    },
  ] as never,
});

const feed = ts`
  import type { Observable, Subscription } from "rxjs";
  export class Feed {
    readonly #all: Subscription[] = [];
    constructor(input: Observable<string>, output: Observable<string>) {
      this.#all.push(input.subscribe(console.log));
      output.subscribe(console.log);
    }
    dispose(): void {
      for (const one of this.#all) one.unsubscribe();
    }
  }`;

typed.run("require-field-release, with types", requireFieldRelease, {
  valid: [{ name: "a subscription is dropped beside others that are kept, by default", code: feed }] as never,
  invalid: [
    {
      name: "a subscription is dropped beside others that are kept",
      code: feed,
      options: [{ tier: "strict" }],
      errors: [
        {
          messageId: "unkept",
          line: 6,
          data: { resource: "rxjs subscription", teardown: "dispose()", keep: "this.#all.push" },
          suggestions: [
            {
              messageId: "keepIt",
              output: feed.replace("output.subscribe(console.log);", "this.#all.push(output.subscribe(console.log));"),
            },
          ],
        },
      ],
    },
  ] as never,
});
