/** Lints what robust.mjs sends, one file after the other, and answers after each; dies alone when a file kills it. */
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

/** Parses once, then runs every preset on the same SourceCode, as editors do. */
function answer({ path, text, mode }, program) {
  const file = join(root, path);
  const shape = { plugin, program, path, text, espree: mode === "espree", allowInvalidAST: true };
  const started = performance.now();
  const bare = outcome(linter, text, configOf(shape), file);
  const parsing = performance.now() - started;
  if (bare.refused !== undefined || bare.crash !== undefined)
    return { refused: bare.refused ?? bare.crash.error, parsing, linting: 0, crashes: [], reports: 0 };
  const sourceCode = linter.getSourceCode();
  const runs = presets.map((preset) => ({
    preset,
    ...outcome(linter, sourceCode, configOf({ ...shape, preset }), file),
  }));
  return {
    parsing,
    linting: performance.now() - started - parsing,
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
  for (const task of batch) process.send({ id: task.id, ...answer(task, task.mode === "typed" ? program : undefined) });
});
process.on("disconnect", () => process.exit());
process.send({ ready: true });
