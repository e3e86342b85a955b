/** Bundles what ships: hundreds of small modules cost every lint run a fifth of a second to load. */
import { defineConfig } from "rolldown";

export default defineConfig({
  input: {
    index: "src/index.ts",
    formatter: "src/formatter.ts",
    "probe/index": "src/probe/index.ts",
    "cli/bin": "src/cli/bin.ts",
  },
  platform: "node",
  external: /^[^./]/u,
  output: { dir: "dist", format: "esm", entryFileNames: "[name].js", chunkFileNames: "shared-[name].js" },
});
