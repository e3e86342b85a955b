/** One file through the plugin: what it reports, whether the parser refused it, whether a rule threw. */
import parser from "@typescript-eslint/parser";
import { Linter } from "eslint";

const anyScript = ["**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}"];
const hasModuleSyntax = (text) => /^\s*(import\b(?!\s*\()|export\b)/m.test(text);

/** Plain scripts have `return` at the top level and no import: ESLint calls their kind "commonjs". */
const sourceTypeOf = (path, text) =>
  path.endsWith(".cjs") || (/\.jsx?$/.test(path) && !hasModuleSyntax(text)) ? "commonjs" : "module";

/** `preset` is undefined for a run without our rules: what fails there is not ours. */
export function configOf({ plugin, preset, program, path, text, espree = false, allowInvalidAST = false }) {
  const sourceType = sourceTypeOf(path, text);
  const typescript = {
    parser,
    parserOptions: {
      ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(path) },
      allowInvalidAST,
      warnOnUnsupportedTypeScriptVersion: false,
      ...(program && { programs: [program] }),
    },
  };
  return [
    { ignores: ["!**/node_modules/"] },
    {
      files: anyScript,
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "off" },
      languageOptions: { sourceType, ...(espree ? {} : typescript) },
    },
    // What throws is taken for a file without findings otherwise.
    ...(preset === undefined ? [] : [plugin.configs[preset], { settings: { leakproof: { debug: true } } }]),
  ];
}

const ruleOf = (error) => /^Rule: "(.+)"$/m.exec(error.message)?.[1] ?? "?";

const crashOf = (error) => ({ rule: ruleOf(error), error: String(error?.stack ?? error).slice(0, 1_200) });

/** `subject` is a text or an already parsed SourceCode. Sizes are small, so nothing is thrown away. */
export function outcome(linter, subject, config, filename) {
  const { error: told } = console;
  // With `debug` each file tells what it cost.
  console.error = () => {};
  try {
    const messages = linter.verify(subject, config, { filename });
    return {
      refused: messages.find(({ fatal }) => fatal)?.message,
      reports: messages.filter(({ ruleId }) => ruleId !== null),
    };
  } catch (error) {
    return { reports: [], crash: crashOf(error) };
  } finally {
    console.error = told;
  }
}

export const linterAt = (root) => new Linter({ cwd: root, configType: "flat" });
