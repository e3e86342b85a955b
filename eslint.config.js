/** Lints the project itself: the layer table, the size limits, the wording of messages, strict types. */
import { basename, dirname, relative, resolve, sep } from "node:path";
import { defineConfig, globalIgnores } from "eslint/config";
import eslintPlugin from "eslint-plugin-eslint-plugin";
import tseslint from "typescript-eslint";

const src = resolve(import.meta.dirname, "src");

/** Which layers each layer of `src` may import, besides itself. A layer is a folder, or a file right under `src`. */
const mayImport = {
  catalog: [],
  analysis: ["catalog"],
  rules: ["analysis"],
  configs: ["rules"],
  reporter: [],
  probe: [],
  index: ["configs", "rules"],
  formatter: ["reporter", "index"],
  cli: ["configs", "reporter", "index", "formatter"],
};

/** Files that only a few others may import. The type checker's API will change, so one folder knows it. */
const seams = {
  "analysis/checker/index.ts": ["file", "sources", "makers", "named-code", "parts"].map((it) => `analysis/${it}.ts`),
};

/** How many lines of code a file may grow to before it is two files. */
const longest = { catalog: 80, analysis: 250, rules: 120, configs: 60, reporter: 150, probe: 150, cli: 150 };

/** Capital letter or quoted name first, full stop last, and a statement instead of a guess or a plea. */
const message = String.raw`^(?!.*(\b([Uu]nexpected|[Pp]ossibl[ey]|[Pp]otential(ly)?|[Pp]lease|[Ss]hould)\b|${"`"}))(?=[A-Z']).*\.$`;

const layerOf = (file) => file.split("/")[0]?.replace(/\.ts$/, "") ?? "";
const withinSrc = (file) => relative(src, file).split(sep).join("/");

/** The file by which to enter what `target` lies in, seen from `from`: the first folder that the two do not share. */
function doorOf(from, target) {
  const [here, there] = [from.split("/"), target.split("/")];
  const apart = there.findIndex((part, at) => part !== here[at]);
  return apart === there.length - 1 || there[apart] === "shared"
    ? target
    : [...there.slice(0, apart + 1), "index.ts"].join("/");
}

/** What is wrong with one file of `src` importing another, if anything. */
function trespass(from, target) {
  const [here, there] = [layerOf(from), layerOf(target)];
  if (here !== there && !mayImport[here]?.includes(there))
    return `src/${here} may import only: ${mayImport[here]?.join(", ") || "nothing"}.`;
  if (doorOf(from, target) !== target) return `Enter a folder by its index.ts: import '${doorOf(from, target)}'.`;
  if (seams[target] && !seams[target].includes(from)) return `Only ${seams[target].join(", ")} may import '${target}'.`;
  return undefined;
}

const layers = {
  meta: { type: "problem", schema: [], messages: { trespass: "{{why}}" } },
  create(context) {
    const from = withinSrc(context.filename);
    const check = ({ source }) => {
      if (typeof source?.value !== "string" || !source.value.startsWith(".")) return;
      const why = trespass(from, withinSrc(resolve(dirname(context.filename), source.value)));
      if (why) context.report({ node: source, messageId: "trespass", data: { why } });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
      TSImportType: check,
    };
  },
};

const responsibility = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: {
      silent: "The first line says in one sentence what the file is responsible for: '/** … */'.",
      vague: "'{{name}}' says nothing about what is inside; name the idea, in kebab-case.",
    },
  },
  create: (context) => ({
    Program(node) {
      const [first = "", second = ""] = context.sourceCode.lines;
      const name = basename(context.filename);
      if (!/^\/\*\* \S.*[.:?]/.test(first.startsWith("#!") ? second : first))
        context.report({ node, messageId: "silent" });
      if (
        /^(utils?|helpers?|misc|common)\b/.test(name) ||
        !/^\.?[a-z0-9]+(-[a-z0-9]+)*(\.test|\.config)?\.[a-z]+$/.test(name)
      )
        context.report({ node, messageId: "vague", data: { name } });
    },
  }),
};

const house = { meta: { name: "house" }, rules: { layers, responsibility } };

const processIsHandedOver =
  "Only src/cli/bin.ts may touch the process, and src/probe/snapshot.ts look at it; everything else is handed what it needs.";
const typescriptComesFromTheParser =
  "A static import breaks users whose TypeScript is 7 or missing; load the parser's own copy when types are there.";

export default defineConfig(
  globalIgnores([
    "dist",
    "out",
    "coverage",
    "benchmarks/leakbench/*/",
    "benchmarks/*/score.mjs",
    "examples/service",
    "tests/fixtures",
    "tests/support/fixture",
    "tests/programs/*/",
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error" }, plugins: { house } },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }], // small functions stay one line
      "@typescript-eslint/no-redundant-type-constituents": "off", // `string | "present"` tells readers what is special
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }], // messages name lines
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: "error",
      "house/responsibility": "error",
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      "house/layers": "error",
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          paths: ["typescript", "ts-api-utils", "@typescript-eslint/type-utils"].map((name) => ({
            name,
            allowTypeImports: true,
            message: typescriptComesFromTheParser,
          })),
          patterns: [{ regex: "^(node:)?process$", message: processIsHandedOver }],
        },
      ],
      "no-restricted-globals": ["error", { name: "process", message: processIsHandedOver }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[object.name='globalThis'][property.name='process']",
          message: processIsHandedOver,
        },
        {
          selector: "CallExpression[callee.object.name=/[cC]ontext$/][callee.property.name='report']",
          message: "Only src/rules may report.",
        },
      ],
    },
  },
  Object.entries(longest).map(([layer, max]) => ({
    files: [`src/${layer}/**/*.ts`],
    rules: { "max-lines": ["error", { max, skipBlankLines: true, skipComments: true }] },
  })),
  {
    files: ["src/rules/**/*.ts"],
    extends: [eslintPlugin.configs["rules-recommended"]],
    rules: {
      "no-restricted-syntax": "off",
      "eslint-plugin/report-message-format": ["error", message],
      "eslint-plugin/require-meta-has-suggestions": "off", // suggestions are made in shared/, where the rule cannot see them
      "eslint-plugin/require-meta-docs-description": ["error", { pattern: "^(Enforce|Require|Disallow) [^.]+$" }],
    },
  },
  {
    files: ["src/cli/bin.ts", "src/probe/snapshot.ts"],
    rules: { "no-restricted-globals": "off", "@typescript-eslint/no-restricted-imports": "off" },
  },
  {
    files: ["tests/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" }, // a test that meets the unexpected may just fail
  },
  { files: ["**/*.{js,mjs}"], extends: [tseslint.configs.disableTypeChecked] },
);
