/** What README and CONTRIBUTING tell readers to write, run and open exists and works. */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ESLint, type Linter } from "eslint";
import { beforeAll, describe, expect, test } from "vitest";
import { builtPackage } from "./built.ts";
import { manifest, root, textOf } from "./manifest.ts";

describe.each(["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/leakfix/README.md"])("%s", (page) => {
  const text = textOf(page);

  test("names only scripts that exist", () => {
    const named = [...text.matchAll(/npm (?:run )?(?!install|ci\b|run\b)([\w:]+)/g)].map(([, script = ""]) => script);
    expect(named.filter((it) => !(it in manifest.scripts))).toEqual([]);
  });

  test("links only to files that exist", () => {
    const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = ""]) => path);
    expect(linked.filter((it) => !existsSync(join(root, page, "..", it)))).toEqual([]);
  });
});

let folder: string;

beforeAll(() => {
  // Within the package of that name, `import "eslint-plugin-leakproof"` means the package itself.
  folder = builtPackage("readme");
});

test("the output that the README shows is what the demo prints, with the kinds of leak it was made for", () => {
  const cli = join(folder, "dist", "cli", "bin.js");
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, "examples/service"], {
    cwd: root,
    encoding: "utf8",
  });
  expect({ stderr, status }).toEqual({ stderr: "", status: 1 });
  for (const rule of ["no-floating-resource", "no-leak-on-throw", "no-overwritten-resource", "no-unreleased-resource"])
    expect(stdout).toContain(`  leakproof/${rule}\n`);
  const [, shown] = /^```text\n([^`]*)```$/m.exec(textOf("README.md")) ?? [];
  expect(stdout).toContain(shown);
});

describe("the README's configs", () => {
  const blocks = [...textOf("README.md").matchAll(/^```js\n([^`]*)```$/gm)].map(([, code = ""]) => code);
  const configOf = async (block: string): Promise<Linter.Config> => {
    const file = join(folder, `config-${blocks.indexOf(block)}.js`);
    const imports = `import { defineConfig } from "eslint/config";\nimport leakproof from "eslint-plugin-leakproof";\n`;
    writeFileSync(file, block.includes("import ") ? block : imports + block);
    const eslint = new ESLint({ cwd: folder, overrideConfigFile: file });
    return (await eslint.calculateConfigForFile("a.js")) as Linter.Config;
  };

  test.each(blocks)("%s", async (block) => {
    const { rules = {}, settings } = await configOf(block);
    expect(Object.keys(rules).filter((it) => it.startsWith("leakproof/"))).not.toEqual([]);
    expect(settings?.["leakproof"]).toBeTypeOf("object");
  });

  test("its library is known once it is in the settings", async () => {
    const file = join(folder, `config-${blocks.findIndex((it) => it.includes("libraries"))}.js`);
    const eslint = new ESLint({ cwd: folder, overrideConfigFile: file });
    const [result] = await eslint.lintText(
      `import { Database } from "our-database";
       export async function count(skip) {
         const session = await Database.session();
         if (skip) return 0;
         return session.close();
       }`,
      { filePath: "a.js" },
    );
    expect(result?.messages.map((it) => it.message)).toEqual([expect.stringContaining("'session' (session)")]);
  });
});
