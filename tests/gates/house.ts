/** Lints a snippet as if it stood in the project, under the project's own configuration. */
import { join } from "node:path";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";

export const root = join(import.meta.dirname, "../..");

// The snippets are on no disk, so no program knows them: rules that ask for types are left out.
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

/** What the project's lint says about `code` at `path`, as "rule: message". */
export async function complaintsAbout(path: string, code: string, firstLine = "/** A snippet. */"): Promise<string[]> {
  const results = await eslint.lintText(`${firstLine}\n${code}\n`, { filePath: join(root, path) });
  return results.flatMap(({ messages }) => messages.map((it) => `${it.ruleId ?? "fatal"}: ${it.message}`));
}
