/** It is (not) a leak when a holder is given another value. */
import { noOverwrittenResource } from "../../src/rules/no-overwritten-resource.ts";
import { ts, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

const leaks: Parameters<typeof mendsOf>[0] = [
  {
    name: "a second acquisition takes the name",
    code: ts`
      import fs from "node:fs";
      export function rotate(path: string) {
        let fd = fs.openSync(path, "a");
        fd = fs.openSync(path + ".1", "a");
        fs.closeSync(fd);
      }`,
    errors: [
      {
        messageId: "overwritten",
        line: 3,
        data: { holder: "fd", resource: "file descriptor", release: "fs.closeSync(fd)", line: "4" },
        suggestions: [
          {
            messageId: "releaseFirst",
            output: ts`
              import fs from "node:fs";
              export function rotate(path: string) {
                let fd = fs.openSync(path, "a");
                fs.closeSync(fd);
                fd = fs.openSync(path + ".1", "a");
                fs.closeSync(fd);
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "a method acquires once more for the field",
    code: ts`
      export class Feed {
        #socket: WebSocket | undefined;
        connect(): void {
          this.#socket = new WebSocket("wss://feed");
        }
        refresh(): void {
          this.connect();
        }
        close(): void {
          this.#socket?.close();
        }
      }`,
    errors: [
      {
        messageId: "overwritten",
        line: 4,
        data: { holder: "this.#socket", resource: "web socket", release: "this.#socket.close()", line: "7" },
        suggestions: [
          {
            messageId: "releaseFirst",
            output: ts`
              export class Feed {
                #socket: WebSocket | undefined;
                connect(): void {
                  this.#socket = new WebSocket("wss://feed");
                }
                refresh(): void {
                  this.#socket?.close();
                  this.connect();
                }
                close(): void {
                  this.#socket?.close();
                }
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "a loop acquires it anew, which is told once",
    code: ts`
      import fs from "node:fs";
      export function last(paths: readonly string[]) {
        let fd = fs.openSync("first", "r");
        for (const path of paths) {
          fd = fs.openSync(path, "r");
        }
        fs.closeSync(fd);
      }`,
    errors: [
      {
        messageId: "overwritten",
        line: 5,
        suggestions: null,
      },
    ],
  },
];

const keyed = ts`
  export class Beats {
    readonly timers = new Map<string, NodeJS.Timeout>();
    add(id: string, beat: () => void): void {
      this.timers.set(id, setInterval(beat, 1_000));
    }
    remove(id: string): void {
      clearInterval(this.timers.get(id));
    }
    stop(): void {
      for (const timer of this.timers.values()) clearInterval(timer);
    }
  }`;

const rearmed = ts`
  export class Beat {
    #beat: NodeJS.Timeout | undefined;
    readonly #tick = setInterval(() => this.#arm(), 60_000);
    #arm(): void { this.#beat = setInterval(() => {}, 1_000); }
    close(): void { clearInterval(this.#tick); clearInterval(this.#beat); }
  }`;

untyped.run("no-overwritten-resource", noOverwrittenResource, {
  valid: [
    {
      name: "another name still holds it",
      code: ts`
        import fs from "node:fs";
        export function rotate(path: string) {
          let fd = fs.openSync(path, "a");
          const before = fd;
          fd = fs.openSync(path + ".1", "a");
          fs.closeSync(fd);
          fs.closeSync(before);
        }`,
    },
    {
      name: "the name is only set to nothing",
      code: ts`
        import fs from "node:fs";
        export function rotate(path: string) {
          let fd: number | undefined = fs.openSync(path, "a");
          fs.closeSync(fd);
          fd = undefined;
          return fd;
        }`,
    },
    { name: "strangers choose the key, by default", code: keyed },
    { name: "an interval arms another one, by default", code: rearmed },
    ...mendsOf(leaks),
  ] as never,
  invalid: [
    ...leaks,
    {
      name: "strangers choose the key, where that is asked for",
      code: keyed,
      options: [{ tier: "strict" }],
      errors: [{ messageId: "entryOverwritten", line: 4 }],
    },
    {
      name: "an interval arms another one, where that is asked for",
      code: rearmed,
      options: [{ tier: "strict" }],
      errors: [
        {
          messageId: "overwritten",
          line: 4,
          data: { holder: "this.#beat", resource: "interval", release: "clearInterval(this.#beat)", line: "3" },
        },
      ],
    },
  ] as never,
});
