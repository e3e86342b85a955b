/** A server over standard input is (not) an orphan by what another file of the program does. */
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { SourceCode } from "eslint";
import { expect, it } from "vitest";
import { halfOpenSockets } from "../../src/analysis/index.ts";
import { ts } from "../support/rule-tester.ts";
import { fixture, programOf } from "./judge.ts";

const main = ts`
  import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
  import { Bridge, serverWith, untouched } from "./service.js";
  export const other = untouched;
  const bridge = new Bridge(9009);
  await bridge.start();
  const transport = new StdioServerTransport();
  await serverWith(bridge).connect(transport);`;

const service = (bridge: string, more = "", outside = ""): string => ts`
  import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
  import { WebSocketServer } from "ws";
  ${outside}
  export class Bridge {
    #server: WebSocketServer | undefined;
    readonly port: number;
    constructor(port: number) { this.port = port; }
    async start() { ${bridge} }
    stop() { this.#server?.close(); }
  }
  export function serverWith(bridge: Bridge) {
    ${more}
    console.error(bridge.port);
    return new McpServer({ name: "notes", version: "1.0.0" });
  }
  export function untouched() { return setInterval(() => {}, 1000); }`;

const listening = "this.#server = new WebSocketServer({ port: this.port });";
const ticking = "const seen = new Map<number, Date>(); setInterval(() => seen.clear(), 1000);";

const others: readonly (readonly [name: string, code: string, because: readonly string[]])[] = [
  ["nothing that runs keeps the process", service(""), []],
  ["an object of another file serves, too", service(listening), ["web socket server"]],
  ["a function of another file starts a timer", service("", ticking), ["interval"]],
  ["another file hears the end of the input", service(listening, `process.stdin.on("end", () => process.exit());`), []],
  [
    "another file hears the end of a transport of its own",
    service(
      listening,
      `process.stdin.on("end", () => process.exit()); return serve();`,
      `import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js"; const serve = () => { const own = new McpServer({ name: "own", version: "1.0.0" }); void own.connect(new StdioServerTransport()); return own; };`,
    ),
    ["web socket server"],
  ],
  [
    "another file hears it by another name",
    service(listening, `stdin.once("close", () => process.exit());`, `import { stdin } from "node:process";`),
    [],
  ],
];

it.each(others)("%s", (_, code, because) => {
  const path = join(fixture, "stdio/main.ts");
  const program = programOf(
    new Map([
      [path, main],
      [join(fixture, "stdio/service.ts"), code],
    ]),
  );
  const { ast, scopeManager, services, visitorKeys } = parser.parseForESLint(main, {
    programs: [program],
    filePath: path,
    loc: true,
    range: true,
    comment: true,
    tokens: true,
  });
  const sourceCode = new SourceCode({
    text: main,
    ast,
    scopeManager,
    visitorKeys,
    parserServices: services,
  } as never);
  sourceCode.traverse();
  const context = {
    sourceCode,
    settings: { leakproof: { unknownCalls: "borrows", debug: true } },
    languageOptions: { parser },
  };
  expect(halfOpenSockets(context as never).map((one) => one.because)).toEqual(because);
});
