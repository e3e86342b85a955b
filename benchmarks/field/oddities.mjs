/** Files that are odd as a whole: empty, strangely encoded, endless, or deeper than anyone writes. */

const program = `import fs from "node:fs";
import net from "node:net";
export async function copy(from, to) {
  const input = fs.createReadStream(from);
  const socket = net.connect(1, "h");
  const handle = await fs.promises.open(to);
  if (from) return;
  socket.end();
  await handle.close();
}
`;

const nested = (depth, open, core, close) => open.repeat(depth) + core + close.repeat(depth);
const opened = "const s = fs.createReadStream(p); if (p) return; s.destroy();";
const within = (body) => `import fs from "node:fs";\nexport async function f(p) {\n${body}\n}\n`;

/** Depths stay below what the parsers themselves endure. */
export const oddities = {
  "empty.ts": "",
  "blank.js": " \n\t\n",
  "comment.ts": "// nothing",
  "byte-order-mark.ts": `\uFEFF${program}`,
  "carriage-returns.js": program.replaceAll("\n", "\r\n"),
  "old-mac.js": program.replaceAll("\n", "\r"),
  "line-separators.js": program.replaceAll(";\n", ";\u2028"),
  "shebang.mjs": `#!/usr/bin/env node\n${program}`,
  "byte-order-mark-and-shebang.mjs": `\uFEFF#!/usr/bin/env node\r\n${program.replaceAll("\n", "\r\n")}`,
  "no-newline.ts": program.trimEnd(),
  "one-line.js": program.replaceAll("\n", " "),
  "null-characters.js": `${program}"\0";`,
  "unicode-names.ts": program.replaceAll("socket", "ſöcket\u0301").replaceAll("handle", "𝒽"),
  "deep-blocks.js": within(nested(300, "{", opened, "}")),
  "deep-conditions.js": within(nested(300, "if (p) {", opened, "} else { p(); }")),
  "deep-tries.js": within(nested(40, "try {", opened, "} catch { p(); } finally { p(); }")),
  "deep-loops.js": within(nested(100, "for (const q of p) {", opened, "if (q) continue; }")),
  "deep-functions.js": within(nested(80, "await (async () => {", opened, "})();")),
  "deep-calls.js": within(`${nested(400, "p(", "fs.createReadStream(p)", ")")};`),
  "long-chain.js": within(`p${".then((q) => fs.createReadStream(q))".repeat(200)};`),
  "long-sum.js": within(`const s = ${Array.from({ length: 300 }, (_, at) => `p(${at})`).join(" + ")};`),
  "long-else-if.js": within(Array.from({ length: 400 }, (_, at) => `if (p === ${at}) { ${opened} }`).join(" else ")),
  "long-switch.js": within(
    `switch (p) {${Array.from({ length: 1_500 }, (_, at) => `case ${at}: { ${opened} break; }`).join("\n")}}`,
  ),
  "many-holders.js": within(
    Array.from(
      { length: 400 },
      (_, at) => `const s${at} = fs.createReadStream(p); if (p) return; s${at}.destroy();`,
    ).join("\n"),
  ),
  "many-functions.js": Array.from({ length: 4_000 }, (_, at) => program.replace("copy", `copy${at}`))
    .join("\n")
    .replaceAll(/(?<=\n)import.*\n/g, ""),
  "mutual-recursion.ts":
    Array.from({ length: 300 }, (_, at) => `function f${at}(s) { return f${(at + 1) % 300}(s) ?? s.end(); }`).join(
      "\n",
    ) + '\nimport net from "node:net";\nexport const g = () => { f0(net.connect(1)); };\n',
  "classes.ts": Array.from(
    { length: 300 },
    (_, at) =>
      `class C${at} extends C${(at + 1) % 300} { #s = setInterval(() => this); close() { super.close?.(); clearInterval(this.#s); } }`,
  ).join("\n"),
  "every-statement.js": within(
    `label: for (const a in p) { continue label; } while (p) break; do { ${opened} } while (p); debugger; ;
     var { a = fs.createReadStream(p), ...rest } = p, [b, , ...c] = p; ({ a, b: [c.d] } = p); [p.x, p[0]] = [1, 2];
     p?.a?.[b]?.(c); p\`x\${fs.createReadStream(p)}\`; new.target; import.meta; void 0, delete p.a; p ||= a; p &&= b; p ??= c;
     class A extends (p, A0) { static { ${"p();"} } static #x = 1; get [p]() { return #x in p; } accessor = 1; async *g() { yield* p; } }
     const o = { __proto__: null, get a() { return 1; }, set a(v) {}, [p]: 1, async m() {}, ...p }; for await (const x of p) { x; }
     return p ? fs.createReadStream(p) : (p, fs.createReadStream(p));`,
  ),
  "every-type.ts": `import fs from "node:fs"; import type { Socket } from "node:net"; import net = require("node:net");
    declare module "x" { export function open(): Socket; } namespace N.M { export const s = fs.createReadStream(""); }
    enum E { A = 1, B = A << 1 } abstract class A<T> { constructor(private readonly s: Socket, public t?: T) {} abstract end(): void; }
    function f(this: Socket, s: unknown): asserts s is Socket; function f(this: Socket, s: unknown) { (s as Socket)!.end(); (<Socket>s).end(); }
    export { f as default }; export * as ns from "node:fs"; export const t = fs.createReadStream("") satisfies fs.ReadStream;
    async function g() { using a = fs.opendirSync("."); await using b = await fs.promises.open(""); @((d: any) => d) class X {} }`,
};
