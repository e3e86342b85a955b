/** One TypeScript program for each package of a project, permissive enough for sources whose libraries are absent. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import ts from "typescript";

const compilerOptions = {
  strict: true,
  noImplicitAny: false,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.Preserve,
  allowJs: true,
  checkJs: false,
  experimentalDecorators: true,
  esModuleInterop: true,
  skipLibCheck: true,
  noEmit: true,
  lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: ["node"],
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
};

function packageFolder(file, root) {
  for (let folder = dirname(file); folder.length > root.length; folder = dirname(folder))
    if (existsSync(join(folder, "package.json"))) return folder;
  return root;
}

/** Workspace packages import each other by name and, in part, by their build folder; both mean the source folder. */
function workspacePaths(folders) {
  const paths = {};
  for (const folder of folders) {
    const manifest = join(folder, "package.json");
    const { name } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")) : {};
    if (name === undefined) continue;
    paths[name] = ["src/index", "lib/index", "index", "src/common/index"].map((entry) => join(folder, entry));
    paths[`${name}/lib/*`] = [join(folder, "src/*"), join(folder, "lib/*")];
    paths[`${name}/*`] = [join(folder, "*"), join(folder, "src/*")];
  }
  return paths;
}

const absolutePaths = (root, paths) =>
  Object.fromEntries(Object.entries(paths).map(([name, targets]) => [name, targets.map((to) => join(root, to))]));

/** Parsed files are shared between programs with the same options; libraries even between projects. */
function sharingHost(options, root, parsed) {
  const host = ts.createCompilerHost(options, true);
  const parse = host.getSourceFile.bind(host);
  host.getCurrentDirectory = () => root;
  host.getSourceFile = (file, ...rest) => {
    if (!parsed.has(file)) parsed.set(file, parse(file, ...rest));
    return parsed.get(file);
  };
  return host;
}

const isLibrary = (file) => file.includes("/node_modules/");

function byPackage(sources, root) {
  const groups = new Map();
  for (const source of sources) {
    const folder = packageFolder(source.file, root);
    groups.set(folder, [...(groups.get(folder) ?? []), source]);
  }
  return groups;
}

/** Lazily, so that one program is alive at a time: `{ folder, sources, program }` for each package. */
export function* packagePrograms(root, project, { sources, declarations }, parsed) {
  const groups = byPackage(sources, root);
  const paths = { ...workspacePaths(groups.keys()), ...absolutePaths(root, project.paths ?? {}) };
  const options = { ...compilerOptions, paths };
  for (const [folder, members] of groups) {
    const roots = [...members.map(({ file }) => file), ...declarations.filter((file) => file.startsWith(folder + sep))];
    yield { folder, sources: members, program: ts.createProgram(roots, options, sharingHost(options, root, parsed)) };
  }
  for (const file of parsed.keys()) if (!isLibrary(file)) parsed.delete(file);
}

/** A program over texts that exist nowhere on disk; imports resolve from `root`. */
export function programOf(texts, root, parsed) {
  const host = sharingHost(compilerOptions, root, parsed);
  const onDisk = host.getSourceFile;
  host.fileExists = (file) => texts.has(file) || ts.sys.fileExists(file);
  host.readFile = (file) => texts.get(file) ?? ts.sys.readFile(file);
  host.getSourceFile = (file, languageVersion, ...rest) =>
    texts.has(file)
      ? ts.createSourceFile(file, texts.get(file), languageVersion, true)
      : onDisk(file, languageVersion, ...rest);
  return ts.createProgram([...texts.keys()], compilerOptions, host);
}
