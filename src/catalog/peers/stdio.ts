/** Protocols over standard input whose connection stays when that has ended: the client has gone, and nobody says so. */
import type { LibraryModel } from "../schema.ts";

/**
 * It listens for 'data' and 'error' only, from its first release to 1.32.2. The package that follows it,
 * `@modelcontextprotocol/server`, closes itself since 2.1.0 and is none of these.
 */
export const mcpStdio = {
  modules: ["@modelcontextprotocol/sdk/server/stdio.js", "@modelcontextprotocol/sdk/server/stdio"],
  resources: [],
  transports: [
    { name: "stdio transport", made: ["new StdioServerTransport()"], readsInput: true, unheard: ["onclose"] },
  ],
} as const satisfies LibraryModel;

/** The end is told to whoever asks for it, and nothing else comes of it. */
export const jsonRpcStdio = {
  modules: ["vscode-jsonrpc/node", "vscode-jsonrpc/node.js"],
  resources: [],
  transports: [{ name: "message reader", made: ["new StreamMessageReader()"], heardBy: ["onClose"] }],
} as const satisfies LibraryModel;
