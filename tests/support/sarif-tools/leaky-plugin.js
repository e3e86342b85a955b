/** Rules that report at known places, with traces and without, for tests of what reporters make of reports. */

const place = ({ start, end }) => ({
  line: start.line,
  column: start.column + 1,
  endLine: end.line,
  endColumn: end.column + 1,
});

const within = (node) => {
  for (let at = node; at; at = at.parent) if (at.type === "FunctionDeclaration") return at;
  return undefined;
};

const traceOf = (node, text) => {
  const home = within(node);
  const next = home?.body.body.find((statement) => statement.range[0] > node.range[1]);
  const close = home && { start: { ...home.loc.end, column: home.loc.end.column - 1 }, end: home.loc.end };
  return {
    version: 1,
    resource: "test handle",
    holder: "handle",
    release: "handle.close()",
    within: home?.id.name ?? "<module>",
    acquire: text.replace(/\s+/g, " ").slice(0, 80),
    steps: [
      { kind: "acquired", message: "acquired here", ...place(node.loc) },
      ...(next ? [{ kind: "skipped", message: "`items[0](1)` rejects", ...place(next.loc) }] : []),
      ...(close ? [{ kind: "leaves", message: "leaves here", ...place(close) }] : []),
    ],
  };
};

const isCallOf = (node, name) => node.callee.type === "Identifier" && node.callee.name === name;

export default {
  meta: { name: "eslint-plugin-leaky", version: "1.0.0" },
  rules: {
    traced: {
      meta: {
        type: "problem",
        docs: {
          description: "Require `open()` to be followed by `close()`",
          url: "https://example.org/rules/traced.md",
          tier: "strict",
          cwe: [772, 404],
          precision: "high",
          securitySeverity: "5.3",
        },
        messages: {
          open: "'handle' from `{{text}}` (see [docs](7)) is never closed",
          close: "Call `close()` [here](1)",
        },
        hasSuggestions: true,
      },
      create: (context) => ({
        CallExpression(node) {
          if (!isCallOf(node, "open")) return;
          const text = context.sourceCode.getText(node);
          const data = { text, leakproof: traceOf(node, text) };
          const fix = (fixer) => fixer.insertTextAfter(node, ".close()");
          context.report({ node, messageId: "open", data, suggest: [{ messageId: "close", data, fix }] });
        },
      }),
    },
    // No docs, no messageId, no type; a trace of a version to come, an end that is not told.
    bare: {
      meta: { hasSuggestions: true },
      create: (context) => ({
        CallExpression(node) {
          if (!isCallOf(node, "bare")) return;
          const suggest = [
            {
              desc: "Remove it",
              data: { leakproof: { ...traceOf(node, "bare()"), version: 2 } },
              fix: (fixer) => fixer.remove(node),
            },
          ];
          context.report({ loc: node.loc.start, message: "Bare call", suggest });
        },
      }),
    },
    again: {
      meta: { type: "suggestion" },
      create: (context) => ({
        CallExpression(node) {
          if (!isCallOf(node, "again")) return;
          context.report({ node, message: `Said on line ${node.arguments[0].value}, not only here` });
        },
      }),
    },
    // As rules about whole files do, outside every line.
    file: {
      meta: { type: "suggestion" },
      create: (context) => ({ Program: () => context.report({ loc: { line: 0, column: -1 }, message: "Odd file" }) }),
    },
    fixable: {
      meta: { type: "layout", docs: { description: 7, url: "nowhere", cwe: "CWE-1" }, fixable: "code" },
      create: (context) => ({
        CallExpression(node) {
          if (!isCallOf(node, "fixable")) return;
          context.report({ node, message: "Say 'fixed'.", fix: (fixer) => fixer.replaceText(node.callee, "fixed") });
        },
      }),
    },
  },
};
