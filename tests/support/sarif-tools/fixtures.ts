/** Programs with everything in them that has ever broken a SARIF file. */

const leak = "function load() {\n  const handle = open('a');\n  items[0](1);\n}\n";

/** File names and texts of a project, by what is odd about it. */
export const fixtures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plain: { "src/plain.js": leak },
  paths: { "sub dir/ü #1 100% file?.js": leak, "sub dir/日本 [a](1).js": leak, "a&b;c=d+e,f'g!(h)*.js": leak },
  "byte-order-mark": {
    "bom.js": `\uFEFFopen('first');\n${leak}`,
    "mark.js": "\uFEFF/* eslint unicode-bom: [2, 'never'] */\n",
    "bom-crlf.js": `\uFEFF${leak.replaceAll("\n", "\r\n")}`,
  },
  "line-breaks": {
    "crlf.js": leak.replaceAll("\n", "\r\n"),
    "cr.js": leak.replaceAll("\n", "\r"),
    "separators.js": `const text = 1;\u2028const more = 2;\u2029${leak}open('after');`,
    "mixed.js": `/* \u2028 */\r\n${leak}\r\ropen('z');\n`,
    "tabs.js": leak.replaceAll("  ", "\t\t"),
    "no-end.js": "open()",
  },
  "many-lines": { "many.js": "const a = open(\n  [1, 2][0],\n  'b',\n);\nbare(\n);\n" },
  "no-docs": {
    "again.js": "{\n\t run();\n}\nagain(2);\nagain(99);\n",
    "file.js": "/* eslint leaky/file: 1 */\n",
    "bare.js": "bare();\nbare();\nfixable(1);\n",
    "other.js": "let x = undefined;\n",
  },
  minified: { "min.js": `${"f(1);".repeat(4000)}open(${"'x'+".repeat(400)}'');` },
  "broken-among-good": { "broken.js": "function (\n", "good.js": leak, "empty.js": "" },
  "all-broken": { "one.js": "function (\n", "two.js": "@" },
  suppressed: {
    "directive.js":
      "// eslint-disable-next-line leaky/traced -- the test's own: `closed` by [the caller](1)\nopen('a');\nopen('b');\n" +
      "open('c'); // eslint-disable-line\n",
    "unused.js": "// eslint-disable-next-line leaky/traced\nconst a = 1;\n",
  },
  "odd-configuration": {
    "missing.js": "/* eslint missing/rule: 2, generator-star: 2, no-undef-init: [2, { bogus: true }] */\nopen('a');\n",
    "json.js": "/* eslint no-undef: [2, { */\nopen('a');\n",
    "ignored.js": leak,
  },
  "other-plugin": {
    "foreign.js": "/* eslint @scope/other/bare: 2, eqeqeq: 2 */\nbare();\nvar y = undefined;\ny == 1;\n",
  },
  clean: { "clean.js": "const a = 1;\n" },
};
