/** It is (not) an unpruned registry when what takes the entry out comes (or not) on every way the connection ends. */
import type { InvalidTestCase, ValidTestCase } from "@typescript-eslint/rule-tester";
import { noUnprunedRegistry } from "../../src/rules/no-unpruned-registry.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";

type Id = keyof typeof noUnprunedRegistry.meta.messages;
type Options = readonly [{ tier: "recommended" | "strict" }];

const hub = (inside: string, before = "const peers = new Map<string, Socket>();", after = ""): string => ts`
  import { createServer, type Socket } from "node:net";
  ${before}
  createServer((socket) => {
    ${inside}
  }).listen(80);
  ${after}`;

/** The program with a handler after the statement that puts the socket in. */
function mended(
  code: string,
  put: string,
  removal: string,
): readonly { readonly messageId: Id; readonly output: string }[] {
  const at = code.indexOf(put);
  const margin = " ".repeat(at - code.lastIndexOf("\n", at) - 1);
  const output = code.replace(put, `${put}\n${margin}socket.once("close", () => ${removal});`);
  return [{ messageId: "removeAtEnd", output }];
}

const kept = (
  name: string,
  code: string,
  [put, removal]: readonly [string, string],
  error: Pick<InvalidTestCase<Id, Options>["errors"][number], "data" | "messageId">,
  options: Options = [{ tier: "recommended" }],
): InvalidTestCase<Id, Options> => ({
  name,
  code,
  options,
  errors: [{ ...error, suggestions: mended(code, put, removal) }],
});

const wrong: readonly InvalidTestCase<Id, Options>[] = [
  {
    name: "nothing takes the socket out",
    code: hub(`peers.set("a" + socket.remotePort, socket);`),
    errors: [
      {
        messageId: "kept",
        data: {
          holder: "socket",
          resource: "accepted socket",
          registry: "peers",
          removal: 'peers.delete("a" + socket.remotePort)',
          event: "close",
        },
        suggestions: [
          {
            messageId: "removeAtEnd",
            output: hub(
              `peers.set("a" + socket.remotePort, socket);\n    socket.once("close", () => peers.delete("a" + socket.remotePort));`,
            ),
          },
        ],
      },
    ],
  },
  kept(
    "one of its servers listens to others",
    hub(
      "peers.set('a' + socket.remotePort, socket);",
      "const peers = new Map<string, Socket>();",
      'createServer().listen(0, "127.0.0.1");',
    ),
    ["peers.set('a' + socket.remotePort, socket);", "peers.delete('a' + socket.remotePort)"],
    { messageId: "kept" },
  ),
  kept(
    "only a failure takes it out",
    hub(`const key = String(socket.remotePort); peers.set(key, socket); socket.on("error", () => peers.delete(key));`),
    ["peers.set(key, socket);", "peers.delete(key)"],
    {
      messageId: "seldom",
      data: {
        holder: "socket",
        resource: "accepted socket",
        registry: "peers",
        events: "'error'",
        removal: "peers.delete(key)",
        event: "close",
      },
    },
  ),
  kept(
    "a pattern's 'test()' makes the file no test",
    hub(`peers.add(socket);`, 'const peers = new Set<Socket>(); export const isLocal = /^127/.test("127.0.0.1");'),
    ["peers.add(socket);", "peers.delete(socket)"],
    { messageId: "kept" },
  ),
  kept(
    "only a polite end takes it out",
    hub(`peers.add(socket); socket.on("end", () => { peers.delete(socket); });`, "const peers = new Set<Socket>();"),
    ["peers.add(socket);", "peers.delete(socket)"],
    { messageId: "seldom" },
  ),
  {
    name: "it is taken out by itself instead of its key",
    code: hub(
      "peers.set(`${socket.remoteAddress}`, socket); socket.on('close', () => peers.delete(socket));",
      "const peers = new Map<unknown, Socket>();",
    ),
    errors: [
      {
        messageId: "wrongKey",
        data: {
          holder: "socket",
          resource: "accepted socket",
          registry: "peers",
          line: "4",
          key: "`${socket.remoteAddress}`",
          removal: "peers.delete(`${socket.remoteAddress}`)",
        },
        suggestions: [
          {
            messageId: "removeSameKey",
            output: hub(
              "peers.set(`${socket.remoteAddress}`, socket); socket.on('close', () => peers.delete(`${socket.remoteAddress}`));",
              "const peers = new Map<unknown, Socket>();",
            ),
          },
        ],
      },
    ],
  },
  kept(
    "it is put into an object with more about it",
    hub(
      "const peer = { socket, since: Date.now() }; all.push(peer);",
      "const all: { socket: Socket; since: number }[] = [];",
      "export const count = () => all.length;",
    ),
    ["all.push(peer);", "all.splice(all.indexOf(peer), 1)"],
    { messageId: "kept" },
  ),
  kept(
    "a method that is bound accepts it",
    ts`
      import type { Server } from "node:http";
      import type { Duplex } from "node:stream";
      export class Hub {
        #sockets = new Set<Duplex>();
        constructor(server: Server) {
          server.on("upgrade", this.accept.bind(this));
        }
        accept(request: unknown, socket: Duplex) {
          this.#sockets.add(socket);
        }
        close() {
          for (const socket of this.#sockets) socket.destroy();
          this.#sockets.clear();
        }
      }`,
    ["this.#sockets.add(socket);", "this.#sockets.delete(socket)"],
    {
      messageId: "kept",
      data: {
        holder: "socket",
        resource: "upgraded socket",
        registry: "this.#sockets",
        removal: "this.#sockets.delete(socket)",
        event: "close",
      },
    },
  ),
  kept(
    "a member of an object of the module keeps it",
    hub("state.sockets.push(socket);", "const state = { sockets: [] as Socket[], started: 0 };")
      .replace("[] as Socket[]", "[]")
      .replace("push(socket)", "push(socket as never)"),
    ["state.sockets.push(socket as never);", "state.sockets.splice(state.sockets.indexOf(socket as never), 1)"],
    { messageId: "kept" },
  ),
  {
    name: "a page is kept for each address that strangers ask for",
    options: [{ tier: "strict" }],
    code: ts`
      import { createServer } from "node:http";
      const pages = new Map<string, string>();
      createServer((request, response) => {
        const path = request.url ?? "/";
        pages.set(path, path.toUpperCase());
        response.end(pages.get(path));
      });`,
    settings: { leakproof: { unknownCalls: "borrows" } },
    errors: [{ messageId: "grown", data: { registry: "pages", holder: "path", removal: "pages.delete()" } }],
  },
  kept(
    "a socket of a declared type is kept, and nobody listens to it",
    ts`
      import type { Socket } from "node:net";
      const all = new Set<Socket>();
      export function keep(socket: Socket) {
        all.add(socket);
      }`,
    ["all.add(socket);", "all.delete(socket)"],
    { messageId: "kept" },
    [{ tier: "strict" }],
  ),
];

const right: readonly (ValidTestCase<Options> & { readonly code: string })[] = [
  {
    name: "a close takes it out by the same key",
    code: hub(
      "const key = `${socket.remotePort}`; peers.set(key, socket); socket.on('close', () => peers.delete(`${socket.remotePort}`));",
    ),
  },
  {
    name: "end and error take it out between them",
    code: hub(
      "peers.set('a', socket); socket.on('end', () => peers.delete('a')).on('error', () => {}); socket.on('error', () => peers.delete('a'));",
    ),
  },
  {
    name: "the key may be another name for the same",
    code: hub(
      "const key = nameOf(socket); peers.set(key, socket); socket.on('close', () => peers.delete(nameOf(socket)));",
      "const peers = new Map<string, Socket>(); declare function nameOf(one: Socket): string;",
    ),
  },
  {
    name: "a helper takes it out",
    code: hub(
      "peers.set('a', socket); socket.on('close', () => forget('a'));",
      "const peers = new Map<string, Socket>();",
      "function forget(key: string) { peers.delete(key); }",
    ),
  },
  {
    name: "a sweep takes out what has ended",
    code: hub(
      "peers.set('a', socket);",
      "const peers = new Map<string, Socket>();",
      "setInterval(() => { for (const [key, one] of peers) if (one.destroyed) peers.delete(key); }, 1000);",
    ),
  },
  {
    name: "its size is bounded",
    code: hub("if (peers.size > 100) return void socket.destroy(); peers.set('a', socket);"),
  },
  {
    name: "somebody else is given the registry",
    code: hub(
      "peers.set('a', socket); prune(peers);",
      "const peers = new Map<string, Socket>(); declare function prune(all: unknown): void;",
    ),
  },
  { name: "a WeakSet keeps nothing", code: hub("peers.add(socket);", "const peers = new WeakSet<Socket>();") },
  {
    name: "the registry ends with the connection",
    code: hub("const parts = new Map<string, Socket>(); socket.on('data', () => parts.set('a', socket));"),
  },
  {
    name: "it is emptied by what is no end of the whole",
    code: hub(
      "peers.set('a', socket);",
      "const peers = new Map<string, Socket>();",
      "setInterval(() => peers.clear(), 1000);",
    ),
  },
  {
    name: "the array is written anew without it",
    code: hub(
      "all.push(socket); socket.once('close', () => { all = all.filter((one) => one !== socket); });",
      "let all: Socket[] = [];",
    ),
  },
  {
    name: "the file holds tests",
    code: hub(
      "peers.set('a', socket);",
      "const peers = new Map<string, Socket>();",
      `declare function test(name: string, run: () => void): void; test("accepts", () => {});`,
    ),
  },
  {
    name: "a declared socket is kept that nobody listens to, which only 'strict' reports",
    code: ts`
      import type { Socket } from "node:net";
      const all = new Set<Socket>();
      export function keep(socket: Socket) {
        all.add(socket);
      }`,
  },
  {
    name: "a port that the system draws serves one sign-in, which only 'strict' reports",
    code: ts`
      import { createServer, type Socket } from "node:net";
      export function signIn(done: (server: unknown) => void) {
        const peers = new Map<string, Socket>();
        const server = createServer((socket) => {
          peers.set("a" + socket.remotePort, socket);
        });
        server.listen(0, "127.0.0.1", () => done(server));
      }`,
  },
  {
    name: "an element takes the place of another",
    code: hub("slots[0] = socket; slots[0] = undefined;", "const slots: (Socket | undefined)[] = [];"),
  },
  {
    name: "what a request fills is bounded",
    options: [{ tier: "strict" }],
    settings: { leakproof: { unknownCalls: "borrows" } },
    code: ts`
      import { createServer } from "node:http";
      const pages = new Map<string, string>();
      createServer((request, response) => {
        if (pages.size > 1000) pages.clear();
        pages.set(request.url ?? "/", "");
        response.end();
      });`,
  },
  {
    name: "a request adds to what is there already",
    options: [{ tier: "strict" }],
    settings: { leakproof: { unknownCalls: "borrows" } },
    code: ts`
      import { createServer } from "node:http";
      interface Route { readonly path: string }
      export class Routes {
        #counts: Record<string, any> = {};
        constructor(routes: readonly Route[]) {
          for (const { path } of routes) this.#counts[path] = 0;
          const server = createServer((request, response) => {
            const path = request.url ?? "/";
            if (path in this.#counts) this.#counts[path] += 1;
            response.end();
          });
          server.listen(80);
        }
      }`,
  },
  {
    name: "what a request fills has a fixed key",
    options: [{ tier: "strict" }],
    settings: { leakproof: { unknownCalls: "borrows" } },
    code: ts`
      import { createServer } from "node:http";
      const counts = new Map<string, number>();
      createServer((request, response) => {
        counts.set("all", (counts.get("all") ?? 0) + 1);
        response.end();
      });`,
  },
];

typed.run("no-unpruned-registry", noUnprunedRegistry, { valid: right, invalid: wrong });
untyped.run("no-unpruned-registry without types", noUnprunedRegistry, { valid: right, invalid: wrong.slice(0, 3) });

const link = ts`
  interface Link { send(text: string, options?: { readonly signal: AbortSignal | undefined }): Promise<void> }
  interface Waiting { resolve(answer: string): void; reject(why: Error): void }`;

/** A client that numbers its requests; `given` stands in the executor, where `id` and `signal` are known. */
const client = (
  given: string,
  {
    send = "this.#link.send(String(id)).catch(reject);",
    after = "",
    also = "",
    value = "{ resolve, reject }",
  }: { readonly send?: string; readonly after?: string; readonly also?: string; readonly value?: string } = {},
): string => ts`
  ${link}
  export class Client {
    readonly #waiting = new Map<number, Waiting>();
    readonly #link: Link;
    #next = 0;
    constructor(link: Link) {
      this.#link = link;
    }
    ask(signal?: AbortSignal): Promise<string> {
      const id = this.#next++;
      return new Promise<string>((resolve, reject) => {
        this.#waiting.set(id, ${value});
        ${given}
        ${send}
      })${after};
    }
    answered(id: number, text: string): void {
      this.#waiting.get(id)?.resolve(text);
      this.#waiting.delete(id);
    }
    ${also}
  }`;

const asked = "{ resolve: (text) => (signal?.aborted ? reject(new Error()) : resolve(text)), reject }";
const strictly = { options: [{ tier: "strict" }], settings: { leakproof: { unknownCalls: "borrows" } } } as const;

const abandoned: readonly (readonly [name: string, code: string, exit: string])[] = [
  [
    "a timer gives up waiting",
    client(`setTimeout(() => reject(new Error("timeout")), 5_000);`),
    "the timer on line 14 gives up",
  ],
  [
    "a timer gives up through a helper",
    client(
      `const fail = (why: string) => { console.warn(why); reject(new Error(why)); }; setTimeout(() => fail("timeout"), 5_000);`,
    ),
    "the timer on line 14 gives up",
  ],
  [
    "a listener of the signal gives up waiting",
    client(`signal?.addEventListener("abort", () => reject(new Error("aborted")), { once: true });`),
    "the signal of line 14 aborts",
  ],
  ["the signal is asked when the answer comes", client("", { value: asked }), "the caller aborts"],
];

const pruned: readonly (readonly [name: string, code: string])[] = [
  ["the timer takes it out", client(`setTimeout(() => { this.#waiting.delete(id); reject(new Error()); }, 5_000);`)],
  [
    "the timer takes it out through a method",
    client("setTimeout(() => this.#drop(id, reject), 5_000);", {
      also: "#drop(id: number, reject: (why: Error) => void): void { this.#waiting.delete(id); reject(new Error()); }",
    }),
  ],
  [
    "whoever waits takes it out",
    client("setTimeout(() => reject(new Error()), 5_000);", { after: ".finally(() => this.#waiting.delete(id))" }),
  ],
  [
    "a sweep takes it out",
    client("setTimeout(() => reject(new Error()), 5_000);", {
      also: "readonly #sweep = setInterval(() => { for (const [id] of this.#waiting) this.#waiting.delete(id); }, 1_000).unref();",
    }),
  ],
  [
    "the timer does what nobody knows",
    client("setTimeout(() => { this.#link.send('cancel'); reject(new Error()); }, 5_000);"),
  ],
  ["the timer only wakes", client("setTimeout(() => console.log(id), 5_000);")],
  ["nobody gives up", client("")],
  [
    "the signal is asked, and the link hears of it",
    client("", { value: asked, send: "this.#link.send(String(id), { signal }).catch(reject);" }),
  ],
  [
    "the signal is asked, and a listener takes it out",
    client(`signal?.addEventListener("abort", () => { this.#waiting.delete(id); reject(new Error()); });`, {
      value: asked,
    }),
  ],
];

typed.run("no-unpruned-registry of requests", noUnprunedRegistry, {
  valid: [
    ...pruned.map(([name, code]) => ({ name, code, ...strictly })),
    ...abandoned.map(([name, code]) => ({ name: `${name}, by default`, code })),
  ],
  invalid: abandoned.map(([name, code, exit]) => ({
    name,
    code,
    ...strictly,
    errors: [
      {
        messageId: "abandoned" as const,
        line: 13,
        data: { holder: "id", registry: "this.#waiting", exit, removal: "this.#waiting.delete(id)" },
      },
    ],
  })),
});

/** A chat whose clients say who they are; `put` stands where a client has come. */
const chat = (put: string, more = ""): string => ts`
  import { type WebSocket, WebSocketServer } from "ws";
  const clients = new Map<string, WebSocket>();
  new WebSocketServer({ port: 80 }).on("connection", (client, request) => {
    const user = new URL(request.url ?? "/", "ws://chat").searchParams.get("user") ?? "";
    ${put}
    client.on("close", () => clients.delete(user));
  });
  ${more}`;

const streamed = (key: string): string => ts`
  import express, { type Response } from "express";
  class Session {
    readonly sessionKey = crypto.randomUUID();
    constructor(readonly response: Response) {}
  }
  const sessions: Record<string, Session> = {};
  const app = express();
  app.get("/events", (request, response) => {
    const session = new Session(response);
    const key = ${key};
    sessions[key] = session;
    request.on("close", () => { delete sessions[key]; });
  });`;

const taking = {
  messageId: "replaced" as const,
  line: 5,
  data: { holder: "client", registry: "clients", key: "user", removal: "clients.get(user)" },
};

const kicked: readonly (readonly [name: string, code: string])[] = [
  ["the other one is ended", chat("clients.get(user)?.close(); clients.set(user, client);")],
  ["a second one is turned away", chat("if (clients.has(user)) return client.close(); clients.set(user, client);")],
  [
    "a helper ends the other one",
    chat("drop(user); clients.set(user, client);", "function drop(user: string): void { clients.get(user)?.close(); }"),
  ],
  ["no two have one key", chat("clients.set(request.headers['sec-websocket-key'] ?? user, client);")],
  [
    "the key is made here",
    chat("const key = crypto.randomUUID(); clients.set(key, client); client.on('close', () => clients.delete(key));"),
  ],
  [
    "the key is the connection's own",
    chat(
      "const key = String(request.socket.remotePort); clients.set(key, client); client.on('close', () => clients.delete(key));",
    ),
  ],
  [
    "what is put in is no connection",
    chat(
      "names.set(user, user); client.on('close', () => names.delete(user));",
      "const names = new Map<string, string>();",
    ),
  ],
];

typed.run("no-unpruned-registry of clients that come again", noUnprunedRegistry, {
  valid: [
    ...kicked.map(([name, code]) => ({ name, code, ...strictly })),
    { name: "what is made here brings its key along", code: streamed("session.sessionKey"), ...strictly },
    { name: "another one takes its place, by default", code: chat("clients.set(user, client);") },
  ],
  invalid: [
    { name: "another one takes its place", code: chat("clients.set(user, client);"), ...strictly, errors: [taking] },
    {
      name: "what is made here takes the place of another of the same user",
      code: streamed('String(request.query["user"])'),
      ...strictly,
      errors: [{ messageId: "replaced" as const, line: 11 }],
    },
    {
      name: "another one takes its place when it has said who it is",
      code: ts`
        import { type Socket, Server } from "socket.io";
        const users = new Map<string, Socket>();
        new Server(80).on("connection", (socket) => {
          users.set(String(socket.handshake.auth["user"]), socket);
          socket.on("disconnect", () => users.delete(String(socket.handshake.auth["user"])));
        });`,
      ...strictly,
      errors: [{ messageId: "replaced" as const, line: 4 }],
    },
  ],
});

const dialling = (after: string): string => ts`
  import { connect, type Socket } from "node:net";
  const upstreams = new Set<Socket>();
  export function dial(host: string): void {
    const socket = connect(80, host);
    upstreams.add(socket);
    socket.on("error", (why) => console.warn(why));
    ${after}
  }
  export const count = (): number => upstreams.size;`;

typed.run("no-unpruned-registry of connections that the program opens", noUnprunedRegistry, {
  valid: [
    { name: "it is taken out", code: dialling("socket.on('close', () => upstreams.delete(socket));"), ...strictly },
    {
      name: "another function takes it out",
      code: `${dialling("")}\nexport const drop = (it: Socket) => upstreams.delete(it);`,
      ...strictly,
    },
    { name: "nothing takes it out, by default", code: dialling("") },
  ],
  invalid: [
    {
      name: "nothing takes it out",
      code: dialling(""),
      ...strictly,
      errors: [
        {
          messageId: "kept" as const,
          line: 5,
          data: {
            holder: "socket",
            resource: "net socket",
            registry: "upstreams",
            removal: "upstreams.delete(socket)",
            event: "close",
          },
          suggestions: mended(dialling(""), "upstreams.add(socket);", "upstreams.delete(socket)"),
        },
      ],
    },
  ],
});
