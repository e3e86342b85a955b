import { openSync, readSync, readdirSync, readFileSync } from "node:fs";
import { PerformanceObserver, constants } from "node:perf_hooks";
const gc = {}; new PerformanceObserver((l) => { for (const e of l.getEntries()) { const k = e.detail.kind; gc[k] = gc[k] ?? [0, 0]; gc[k][0]++; gc[k][1] += e.duration; } }).observe({ entryTypes: ["gc"] });
import parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
const fd = openSync(`/proc/self/task/${process.pid}/schedstat`, "r"); const buf = Buffer.alloc(64);
const now = () => { const n = readSync(fd, buf, 0, 64, 0); return Number(buf.toString("latin1", 0, n).split(" ")[0]) / 1e6; };
const t0 = now();
const plugin = (await import(process.argv[3] ?? "../../dist/index.js")).default;
const load = now() - t0;
const by = {};
let n=0;
for (const [name, rule] of Object.entries(plugin.rules)) {
  const create = rule.create.bind(rule);
  rule.create = (c) => { const s = now(); const l = create(c); by.create = (by.create ?? 0) + now() - s; 
    const out = {}; for (const [k, f] of Object.entries(l)) out[k] = (...a) => { const s = now(); try { return f(...a); } finally { by[name] = (by[name] ?? 0) + now() - s; n++; } }; return out; };
}
const folder = process.argv[2];
const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, errorOnUnmatchedPattern: false, overrideConfig: [
    { ignores: ["**/{node_modules,dist,build,out,coverage}/**", "**/*.d.ts", "**/*.min.js"] },
    { files: ["**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}"] },
    { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "off" } },
    { languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: folder } } }, ...(process.env.BASE ? [] : [plugin.configs.recommended]) ] });
await eslint.lintFiles(["**/*.{ts,tsx,mts,cts}"]);
const { user, system } = process.cpuUsage();
const threads = readdirSync("/proc/self/task").map((t) => [readFileSync(`/proc/self/task/${t}/comm`, "utf8").trim(), Math.round(Number(readFileSync(`/proc/self/task/${t}/schedstat`, "utf8").split(" ")[0]) / 1e6)]);
await new Promise((r) => setTimeout(r, 50));
const total = Object.values(by).reduce((a, b) => a + b, 0);
console.log(`load ${load.toFixed(0)} rules ${total.toFixed(0)} calls ${n} main ${now().toFixed(0)} cpu ${((user + system) / 1e3).toFixed(0)}`);
for (const [k, v] of Object.entries(by).sort((a, b) => b[1] - a[1]).slice(0, 12)) console.log("  ", v.toFixed(0).padStart(5), k);

console.log(threads.filter(([, t]) => t > 50).map((t) => t.join(":")).join(" "), "gc", Object.entries(gc).map(([k, [n, d]]) => `${k}:${n}x${d.toFixed(0)}`).join(" "), "heap", (process.memoryUsage().heapUsed / 1e6).toFixed(0));