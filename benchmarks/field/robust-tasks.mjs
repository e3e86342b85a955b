/** What robust.mjs lints: odd files, whole files, bundles, and files damaged in every way. */
import { readFileSync } from "node:fs";
import { basename, extname, join, relative } from "node:path";
import { damages } from "./damage.mjs";
import { oddities } from "./oddities.mjs";
import { isMinified, lineCount, scriptsBelow } from "./own-sources.mjs";
import { sample, shuffled } from "./random.mjs";

const largestHandwritten = 2_000_000;
const largestDamaged = 40_000;
const touchesResources =
  /\b(createReadStream|createWriteStream|connect|open|spawn|setInterval|addEventListener|subscribe|Worker|Pool)\(/;

function sourcesUpTo(lines, files, root, random) {
  const sources = [];
  let left = lines;
  for (const file of shuffled(files, random)) {
    if (left <= 0) break;
    const text = readFileSync(file, "utf8");
    if (text.length > largestHandwritten || isMinified(text)) continue;
    sources.push({ path: relative(root, file), text });
    left -= lineCount(text);
  }
  return sources;
}

/** The largest bundles say the most; the rest is drawn. */
function bundlesAmong(files, count, root, random) {
  const named = files.filter((file) =>
    /\.min\.[cm]?js$|\/typescript\/lib\/(typescript|_tsc)\.js$|\/lodash\/lodash\.js$/.test(file),
  );
  const always = named.filter((file) => /\/(typescript|lodash(\.min)?)\.js$/.test(file));
  const others = named.filter((file) => !always.includes(file));
  return [...always, ...sample(others, count - always.length, random)].map((file) => ({
    path: relative(root, file),
    text: readFileSync(file, "utf8"),
  }));
}

const modesOf = (path) => (/\.[cm]?jsx?$/.test(path) ? ["untyped", "typed", "espree"] : ["untyped", "typed"]);

/** Files without any resource would keep the rules idle. */
const worthDamaging = (sources) =>
  sources.filter(({ text }) => text.length < largestDamaged && touchesResources.test(text));

/** Damaged files live in a folder of their own, so that their imports reach libraries but not their old neighbours. */
function damagedTasks(sources, random) {
  return damages.flatMap(({ name, damaged }, way) =>
    sources.flatMap(({ path, text }, at) => {
      const task = {
        kind: name,
        path: `robust/${way}-${at}-${basename(path, extname(path))}${extname(path)}`,
        text: damaged(text, path, random),
        from: path,
      };
      return modesOf(path).map((mode) => ({ ...task, mode }));
    }),
  );
}

const oddTasks = () =>
  Object.entries(oddities).flatMap(([name, text]) =>
    modesOf(name).map((mode) => ({ kind: "odd", path: `robust/${name}`, text, mode })),
  );

/** Tasks `{ id, kind, path, text, mode, from? }`; mode is "untyped", "typed" or "espree". */
export function robustTasks(root, projects, { lines, damaged, bundles, random }) {
  const projectFiles = projects.flatMap((name) => scriptsBelow(join(root, name)));
  const files = [...projectFiles, ...scriptsBelow(join(root, "node_modules"))];
  const whole = sourcesUpTo(lines, projectFiles, root, random);
  return [
    ...oddTasks(),
    ...whole.map((source) => ({ ...source, kind: "whole", mode: "untyped" })),
    ...bundlesAmong(files, bundles, root, random).map((source) => ({ ...source, kind: "bundle", mode: "espree" })),
    ...damagedTasks(sample(worthDamaging(whole), damaged, random), random),
  ].map((task, id) => ({ ...task, id }));
}
