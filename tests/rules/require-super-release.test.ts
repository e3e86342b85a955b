/** It is (not) a leak when a method replaces the one that releases. */
import { requireSuperRelease } from "../../src/rules/require-super-release.ts";
import { ts, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

const leaks: Parameters<typeof mendsOf>[0] = [
  {
    name: "the override only logs",
    code: ts`
      class Poller {
        readonly #timer = setInterval(() => {}, 1_000);
        stop(): void {
          clearInterval(this.#timer);
        }
      }
      export class LoggingPoller extends Poller {
        override stop(): void {
          console.log("stopped");
        }
      }`,
    errors: [
      {
        messageId: "superForgotten",
        line: 8,
        data: {
          owner: "LoggingPoller",
          teardown: "stop()",
          present: "clears",
          holder: "this.#timer",
          resource: "interval",
          call: "super.stop()",
        },
        suggestions: [
          {
            messageId: "releaseInSuper",
            output: ts`
              class Poller {
                readonly #timer = setInterval(() => {}, 1_000);
                stop(): void {
                  clearInterval(this.#timer);
                }
              }
              export class LoggingPoller extends Poller {
                override stop(): void {
                  super.stop();
                  console.log("stopped");
                }
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "two fields are forgotten, which is told once",
    code: ts`
      import { closeSync, openSync } from "node:fs";
      class Pair implements Disposable {
        readonly #a = openSync("a", "r");
        readonly #timer = setInterval(() => {}, 1_000);
        [Symbol.dispose](): void {
          closeSync(this.#a);
          clearInterval(this.#timer);
        }
      }
      export class Named extends Pair {
        override [Symbol.dispose](): void {}
      }`,
    errors: [
      {
        messageId: "superForgotten",
        line: 11,
        suggestions: [
          {
            messageId: "releaseInSuper",
            output: ts`
              import { closeSync, openSync } from "node:fs";
              class Pair implements Disposable {
                readonly #a = openSync("a", "r");
                readonly #timer = setInterval(() => {}, 1_000);
                [Symbol.dispose](): void {
                  closeSync(this.#a);
                  clearInterval(this.#timer);
                }
              }
              export class Named extends Pair {
                override [Symbol.dispose](): void {
                  super[Symbol.dispose]();
                }
              }`,
          },
        ],
      },
    ],
  },
];

untyped.run("require-super-release", requireSuperRelease, {
  valid: [
    {
      name: "the class above releases nothing",
      code: ts`
        class Base {
          stop(): void {}
        }
        export class Poller extends Base {
          override stop(): void {}
        }`,
    },
    ...mendsOf(leaks),
  ],
  invalid: leaks as never,
});
