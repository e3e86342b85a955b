/** Ways to damage a program: some leave a file that no parser takes, some a program that is only very strange. */
import ts from "typescript";
import { oneOf } from "./random.mjs";

const cut = (text, from, to) => text.slice(0, from) + text.slice(to);
const place = (text, random) => Math.floor(random() * text.length);

function withoutOne(text, character, random) {
  const found = [...text.matchAll(new RegExp(`\\${character}`, "g"))];
  if (found.length === 0) return text;
  const { index } = oneOf(found, random);
  return cut(text, index, index + 1);
}

/** Most of these no longer parse: what counts is that nothing of ours stands in the way of the parser's message. */
export const breakages = {
  truncated: (text, random) => text.slice(0, place(text, random)),
  beheaded: (text, random) => text.slice(place(text, random)),
  "cut in the middle": (text, random) => cut(text, ...[place(text, random), place(text, random)].sort((a, b) => a - b)),
  "without an opening brace": (text, random) => withoutOne(text, "{", random),
  "without a closing brace": (text, random) => withoutOne(text, "}", random),
  "without a parenthesis": (text, random) => withoutOne(text, ")", random),
};

function nodesIn(source, isWanted) {
  const found = [];
  const visit = (node) => {
    if (isWanted(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Replaces about one in `rate` of the wanted nodes, the last first, so that positions stay valid. */
function rewritten(text, path, random, { isWanted, replacement, rate }) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  let left = source.end + 1;
  return nodesIn(source, isWanted)
    .filter(() => random() < 1 / rate)
    .reverse()
    .reduce((damaged, node) => {
      const [start, end] = [node.getStart(source), node.getEnd()];
      if (end > left) return damaged;
      left = start;
      return damaged.slice(0, start) + replacement(node, source, random) + damaged.slice(end);
    }, text);
}

const hostileNames = ["constructor", "__proto__", "hasOwnProperty", "toString", "then", "valueOf", "prototype"];
const isBodyStatement = (node) => ts.isStatement(node) && node.parent !== undefined && ts.isBlock(node.parent);
const isFunctionBody = (node) => ts.isBlock(node) && node.parent !== undefined && ts.isFunctionLike(node.parent);
const isUsedName = (node) =>
  ts.isIdentifier(node) && !ts.isImportSpecifier(node.parent) && !ts.isImportClause(node.parent);

/** Most of these still parse, so the rules see them: missing pieces, odd orders, names that objects have from birth. */
export const distortions = {
  "without some statements": { isWanted: isBodyStatement, rate: 4, replacement: () => ";" },
  "with emptied functions": { isWanted: isFunctionBody, rate: 3, replacement: () => "{}" },
  "without arguments": {
    isWanted: (node) => ts.isCallExpression(node) || ts.isNewExpression(node),
    rate: 3,
    replacement: (node, source) =>
      `${ts.isNewExpression(node) ? "new " : ""}(${node.expression.getText(source)})${ts.isNewExpression(node) ? "" : "()"}`,
  },
  "without some awaits": {
    isWanted: ts.isAwaitExpression,
    rate: 2,
    replacement: (node, source) => node.expression.getText(source),
  },
  "with hostile names": {
    isWanted: isUsedName,
    rate: 12,
    replacement: (_node, _source, random) => oneOf(hostileNames, random),
  },
  "with optional everything": {
    isWanted: (node) => ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent),
    rate: 2,
    replacement: (node, source) => `${node.expression.getText(source)}?.[${JSON.stringify(node.name.text)}]`,
  },
  "with odd control flow": {
    isWanted: isBodyStatement,
    rate: 3,
    replacement: (node, source, random) => oddFlow(node.getText(source), random),
  },
};

const oddFlow = (statement, random) =>
  oneOf(
    [
      `l: { ${statement} break l; }`,
      `try { ${statement} } finally { ; }`,
      `for (;;) { ${statement} break; }`,
      `switch (1) { default: ${statement} case 2: }`,
      `do { ${statement} } while (false);`,
      `if (Math.random()) { ${statement} } else return;`,
    ],
    random,
  );

export const damages = [
  ...Object.entries(breakages).map(([name, damage]) => ({
    name,
    damaged: (text, _path, random) => damage(text, random),
  })),
  ...Object.entries(distortions).map(([name, how]) => ({
    name,
    damaged: (text, path, random) => rewritten(text, path, random, how),
  })),
];
