/** Lints what robust.mjs sends, file after file: says when each is parsed and when the rules are done; dies alone. */
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { configOf, linterAt, outcome } from "./linting.mjs";
import { programOf } from "./typed-programs.mjs";

const [pluginFile, root] = process.argv.slice(2);
const { default: plugin } = await import(pathToFileURL(pluginFile).href);
const presets = Object.keys(plugin.configs);
const linter = linterAt(root);
const parsed = new Map();

const withoutMark = (text) => text.replace(/^\uFEFF/, "");

const shapeOf = ({ path, text, mode }, program) => ({
  plugin,
  program: mode === "typed" ? program : undefined,
  path,
  text,
  espree: mode === "espree",
  allowInvalidAST: true,
});

/** What the file costs without our rules, and whether they will ever see it. */
function parsing(task, shape) {
  const started = performance.now();
  const { refused, crash } = outcome(linter, task.text, configOf(shape), join(root, task.path));
  return { id: task.id, refused: refused ?? crash?.error, parsing: performance.now() - started };
}

/** Every preset on the same SourceCode, as editors do. */
function ruling(task, shape) {
  const sourceCode = linter.getSourceCode();
  const started = performance.now();
  const runs = presets.map((preset) => ({
    preset,
    ...outcome(linter, sourceCode, configOf({ ...shape, preset }), join(root, task.path)),
  }));
  return {
    linting: performance.now() - started,
    crashes: runs.filter(({ crash }) => crash !== undefined).map(({ preset, crash }) => ({ preset, ...crash })),
    reports: runs.reduce((sum, { reports }) => sum + reports.length, 0),
  };
}

/** All files of a batch share one program; the files of an untyped batch need none. */
function programFor(batch) {
  const typed = batch.filter(({ mode }) => mode === "typed");
  if (typed.length === 0) return undefined;
  return programOf(new Map(typed.map(({ path, text }) => [join(root, path), withoutMark(text)])), root, parsed);
}

process.on("message", (batch) => {
  const program = programFor(batch);
  process.send({ prepared: true });
  for (const task of batch) {
    const shape = shapeOf(task, program);
    const parsed = parsing(task, shape);
    process.send(parsed);
    if (parsed.refused === undefined) process.send(ruling(task, shape));
  }
});
process.on("disconnect", () => process.exit());
process.send({ ready: true });
