/** It is (not) an orphan when its client has gone, where something (nothing) keeps the process and nobody hears of the end. */
import { noHalfOpenSocket } from "../../src/rules/no-half-open-socket.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";

const strictly = { settings: { leakproof: { unknownCalls: "borrows" } } } as const;

const imports = ts`
  import { Server } from "@modelcontextprotocol/sdk/server/index.js";
  import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
  import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
  import { watch } from "node:fs";
  import { createServer } from "node:http";
  import { Redis } from "ioredis";
  import puppeteer, { type Browser } from "puppeteer-core";
  import { createClient } from "redis";
  import { WebSocketServer } from "ws";
  declare const mode: string; declare const collect: () => void; declare const port: number;
  export const server = new McpServer({ name: "notes", version: "1.0.0" });
  export const all = { Server, watch, createServer, Redis, puppeteer, createClient, WebSocketServer, mode, collect, port };
  export type Held = Browser;`;

const program = (code: string): string => `${imports}\n${ts([code] as unknown as TemplateStringsArray)}`;

const connecting = (inside: string, outside = ""): string =>
  program(`
    ${outside}
    const transport = new StdioServerTransport();
    ${inside}
    await server.connect(transport);
    export {};`);

/** What stays, and the program in which it does. */
const orphaned: readonly (readonly [name: string, because: string, code: string])[] = [
  ["a timer runs", "interval", connecting("setInterval(collect, 60_000);")],
  ["a name of the module holds the timer", "interval", connecting("export const timer = setInterval(collect, 1_000);")],
  ["a file is watched", "file watcher", connecting(`watch("notes", () => collect());`)],
  ["a server listens beside it", "http server", connecting("createServer().listen(port);")],
  [
    "a web socket server waits for a page, and only a signal ends it",
    "web socket server",
    program(`
      async function main() {
        const bridge = new WebSocketServer({ port });
        process.on("SIGINT", () => { bridge.close(); process.exit(0); });
        await server.connect(new StdioServerTransport());
      }
      main().catch(console.error);`),
  ],
  [
    "a tool launches a browser once",
    "puppeteer browser",
    program(`
      let browser: Browser | undefined;
      async function page() {
        browser ??= await puppeteer.launch();
        return (await browser.newPage()).title();
      }
      server.tool("title", async () => ({ content: [{ type: "text", text: await page() }] }));
      async function main() {
        const transport = new StdioServerTransport();
        await server.connect(transport);
      }
      void main();`),
  ],
  [
    "the constructor of the same class starts a timer",
    "interval",
    program(`
      class Notes {
        readonly #timer: NodeJS.Timeout;
        constructor() { this.#timer = setInterval(collect, 1_000); }
        async run() {
          const transport = new StdioServerTransport();
          await server.connect(transport);
        }
        stop() { clearInterval(this.#timer); }
      }
      await new Notes().run();`),
  ],
  [
    "what an object of the file does when it is asked",
    "ioredis client",
    program(`
      class Store {
        #client: Redis | undefined;
        get(key: string) { this.#client ??= new Redis(); return this.#client.get(key); }
      }
      const store = new Store();
      server.tool("read", async () => ({ content: [{ type: "text", text: (await store.get("note")) ?? "" }] }));
      await server.connect(new StdioServerTransport());`),
  ],
  [
    "a field holds a client that a method connects",
    "redis client",
    program(`
      class Notes {
        readonly #redis = createClient();
        async run() {
          await this.#redis.connect();
          await server.connect(new StdioServerTransport());
        }
      }
      void new Notes().run();`),
  ],
  [
    "the program serves in two ways, and a timer runs in both",
    "interval",
    program(`
      async function serve() {
        setInterval(collect, 1_000);
        if (mode === "http") { createServer().listen(port); return; }
        await server.connect(new StdioServerTransport());
      }
      void serve();`),
  ],
  [
    "its input is named, and only read",
    "interval",
    program(`
      const transport = new StdioServerTransport(process.stdin, process.stdout);
      process.stdin.setEncoding("utf8");
      process.stdin.on("error", console.error);
      setInterval(collect, 1_000);
      await server.connect(transport);`),
  ],
  [
    "another protocol over standard input does not say it by itself",
    "interval",
    `${imports}\n${ts`
      import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
      const connection = createMessageConnection(new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout));
      setInterval(collect, 1_000);
      connection.listen();`}`,
  ],
];

/** The property that is set in vain, what closes, and the program. */
const unheard: readonly (readonly [name: string, because: string, release: string, code: string])[] = [
  [
    "the transport's end is to end another thing",
    "transport.onclose",
    "transport.close()",
    connecting(
      "transport.onclose = async () => { await store.close(); };",
      "declare const store: Redis & { close(): Promise<void> };",
    ),
  ],
  [
    "a function with a name is to end something",
    "transport.onclose",
    "transport.close()",
    connecting("transport.onclose = shutdown;", "declare function shutdown(): void;"),
  ],
  [
    "the server that it is given to is to tell of the end",
    "server.server.onclose",
    "server.close()",
    program(`
      declare function cleanup(): void;
      server.server.onclose = () => cleanup();
      await server.connect(new StdioServerTransport());`),
  ],
  [
    "a method takes the session out",
    "transport.onclose",
    "transport.close()",
    program(`
      export class Hub {
        readonly #sessions: Server[] = [];
        async start(session: Server) {
          const transport = new StdioServerTransport();
          await session.connect(transport);
          this.#sessions.push(session);
          transport.onclose = () => { this.#removeSession(session); };
        }
        #removeSession(session: Server) {
          const at = this.#sessions.indexOf(session);
          if (at !== -1) this.#sessions.splice(at, 1);
        }
      }`),
  ],
];

const silent: readonly (readonly [name: string, code: string])[] = [
  ["nothing else keeps the process", connecting("")],
  [
    "the end of the input is heard",
    connecting(`setInterval(collect, 1_000); process.stdin.on("end", () => process.exit());`),
  ],
  [
    "its close is heard",
    connecting(`setInterval(collect, 1_000); process.stdin.once("close", () => transport.close());`),
  ],
  [
    "its end is heard for a function that never runs otherwise",
    connecting(
      `transport.onclose = cleanup; process.stdin.on("end", () => transport.close());`,
      "declare function cleanup(): void;",
    ),
  ],
  [
    "somebody else reads the input to its end",
    connecting(`setInterval(collect, 1_000); process.stdin.pipe(process.stderr);`),
  ],
  [
    "the program watches its parent",
    connecting("setInterval(() => { if (process.ppid === 1) process.exit(); }, 1_000);"),
  ],
  [
    "the channel to the parent tells",
    connecting(`setInterval(collect, 1_000); process.on("disconnect", () => process.exit());`),
  ],
  ["the timer does not keep the process", connecting("setInterval(collect, 1_000).unref();")],
  ["the timer is unreferenced by its name", connecting("const timer = setInterval(collect, 1_000); timer.unref();")],
  [
    "the timer is unreferenced as a field",
    program(`
      class Notes {
        timer = setInterval(collect, 1_000);
        constructor() { this.timer.unref(); }
        async run() { await server.connect(new StdioServerTransport()); }
      }
      await new Notes().run();`),
  ],
  [
    "the timer writes to the client, and fails when that has gone",
    connecting("setInterval(() => server.sendToolListChanged(), 1_000);"),
  ],
  [
    "the timer ends itself",
    connecting("const timer = setInterval(() => { collect(); clearInterval(timer); }, 1_000);"),
  ],
  ["the watcher does not keep the process", connecting(`watch("notes", { persistent: false }, collect);`)],
  [
    "a client that nobody connects keeps nothing",
    program(`
      class Notes {
        readonly #redis = createClient();
        async run() { await server.connect(new StdioServerTransport()); return this.#redis.isOpen; }
      }
      void new Notes().run();`),
  ],
  ["a server that does not listen keeps nothing", connecting("export const web = createServer();")],
  [
    "a tool ends what it begins",
    program(`
      server.tool("title", async () => {
        const browser = await puppeteer.launch();
        try {
          return { content: [{ type: "text", text: await (await browser.newPage()).title() }] };
        } finally {
          await browser.close();
        }
      });
      await server.connect(new StdioServerTransport());`),
  ],
  [
    "the other branch serves in another way",
    program(`
      async function main() {
        if (mode === "http") {
          setInterval(collect, 1_000);
          createServer().listen(port);
        } else {
          await server.connect(new StdioServerTransport());
        }
      }
      void main();`),
  ],
  [
    "another function serves in another way",
    program(`
      function serveWeb() { createServer().listen(port); setInterval(collect, 1_000); }
      async function serveInput() { await server.connect(new StdioServerTransport()); }
      async function main() {
        switch (mode) {
          case "http": serveWeb(); break;
          default: await serveInput();
        }
      }
      void main();`),
  ],
  [
    "what comes before returns",
    program(`
      async function main() {
        if (mode === "http") { setInterval(collect, 1_000); createServer().listen(port); return; }
        await server.connect(new StdioServerTransport());
      }
      void main();`),
  ],
  [
    "a server may listen instead",
    program(`
      if (mode !== "stdio") createServer().listen(port);
      if (mode === "stdio") await server.connect(new StdioServerTransport());`),
  ],
  [
    "another command serves in another way",
    program(`
      declare const program: { command(name: string, run: () => void): void };
      program.command("serve", () => { createServer().listen(port); setInterval(collect, 1_000); });
      program.command("stdio", () => { void server.connect(new StdioServerTransport()); });`),
  ],
  ["what is never called starts the timer", connecting("", "export function later() { setInterval(collect, 1_000); }")],
  ["the end only says so", connecting(`transport.onclose = () => { console.error("closed"); process.exit(0); };`)],
  [
    "the end only closes the server once more",
    connecting(
      `transport.onclose = shutdown;`,
      `async function shutdown() { console.error("closed"); await server.close(); process.exit(0); }`,
    ),
  ],
  [
    "a transport of another kind tells of its end",
    program(`
      import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
      declare function cleanup(): void;
      export async function serve() {
        const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
        transport.onclose = cleanup;
        await server.connect(transport);
      }
      export async function run() {
        const transport = new StdioServerTransport();
        await server.connect(transport);
      }`),
  ],
  [
    "it reads another stream",
    program(`
      import { connect } from "node:net";
      const socket = connect(port);
      setInterval(collect, 1_000);
      await server.connect(new StdioServerTransport(socket, socket));`),
  ],
  [
    "another library's class has the name",
    `class StdioServerTransport { close() {} }\nexport const transport = new StdioServerTransport(); setInterval(() => transport, 1_000);`,
  ],
  [
    "the connection tells that its reader has ended",
    `${imports}\n${ts`
      import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
      const connection = createMessageConnection(new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout));
      setInterval(collect, 1_000);
      connection.onClose(() => process.exit());
      connection.listen();`}`,
  ],
  [
    "a test starts it",
    connecting(
      `setInterval(collect, 1_000); it("answers", () => {});`,
      "declare function it(name: string, run: () => void): void;",
    ),
  ],
];

const valid = [
  ...silent.map(([name, code]) => ({ name, code, ...strictly })),
  ...orphaned.map(([name, , code]) => ({ name: `${name}, by default`, code })),
];
const invalid = [
  ...orphaned.map(([name, because, code]) => ({
    name,
    code,
    ...strictly,
    errors: [{ messageId: "orphaned" as const, data: { holder: holderIn(code), because, release: "process.exit()" } }],
  })),
  ...unheard.map(([name, because, release, code]) => ({
    name,
    code,
    ...strictly,
    errors: [{ messageId: "unheard" as const, data: { holder: holderIn(code), because, release } }],
  })),
];

function holderIn(code: string): string {
  if (code.includes("const transport =")) return "transport";
  return code.includes("StreamMessageReader") ? "message reader" : "stdio transport";
}

typed.run("no-half-open-socket over standard input", noHalfOpenSocket, { valid, invalid });
untyped.run("no-half-open-socket over standard input without types", noHalfOpenSocket, { valid, invalid });
