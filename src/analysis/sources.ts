/** The program's sources: who in them may make something, and each as a file of its own when a name leads there. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";
import type { Checker, Declaration, Program, Source } from "./checker/index.ts";
import type { Code, File } from "./file.ts";
import { importedName, importOf } from "./imports.ts";
import { makersIn, mayMake } from "./makers.ts";
import { callsAny, type Heirs, heirsAmong, namedCodeIn, namedIn, namesDeclaredIn, tagsAnswers } from "./named-code.ts";
import { type Outline, outlineAt } from "./outlines.ts";
import { type Part, textAt } from "./parts.ts";
import { settledParents, unwrapped } from "./tree.ts";

/** A declaration as a node of the tree of the file that holds it. */
export interface Declared {
  readonly file: File;
  readonly node: TSESTree.Node;
}

export interface Sources extends Code {
  /** What the program's own sources declare under a name; without what cannot be read. */
  readonly declaredBy: (name: TSESTree.Node) => readonly Declared[];
  /** The same as TypeScript keeps it, of sources that the settings leave out, too. */
  readonly partsUnder: (name: TSESTree.Node) => readonly Part[];
  /** The classes and interfaces of the program under an imported name; no source is read for it. */
  readonly outlinesOf: (name: TSESTree.Identifier) => readonly Outline[];
  /** The class of the program that says it implements the interface, or extends the class, of this name; none where several do. */
  readonly implementationsOf: (name: TSESTree.Identifier) => readonly Declared[];
  /** Whether the text of what a name stands for may acquire something; of signatures nobody knows. */
  readonly isMaker: (name: TSESTree.Node) => boolean;
  /** Whether the pattern is found in the text of what a name stands for; of signatures nobody knows. No source is read for it. */
  readonly writes: (name: TSESTree.Node, pattern: RegExp) => boolean;
  /** The other files whose text names it; none where there are more than so many, or one cannot be read. */
  readonly filesNaming: (word: string, most: number) => readonly File[];
  /** The file's text calls one of them, perhaps by another name. */
  readonly callsMaker: boolean;
  /** The file, or one that it imports, says in JSDoc that an answer is owned. */
  readonly tagsAnswers: boolean;
}

/** What a name stands for, here or where it is imported from; nothing for what is imported and makes nothing. */
export function declaredUnder(name: TSESTree.Identifier, file: File): readonly Declared[] {
  const node = file.variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined;
  if (!importOf(name, file)) return node ? [{ node, file }] : [];
  const { sources } = file;
  return sources?.makers.has(importedName(name, file)) === true ? sources.declaredBy(name) : [];
}

/** The part of typescript-eslint's parser that reads a source of a program. */
interface Parser {
  readonly parseForESLint: (text: string, options: object) => TSESLint.Parser.ParseResult;
}

/** How another source becomes a file: as the one that asks did. */
export type FileMaker = (sourceCode: Readonly<TSESLint.SourceCode>) => File;

/** The file itself and, unless the settings leave it at that, all others. Absent where the parser cannot read other sources. */
export function sourcesAround(file: File, checker: Checker, parser: unknown, fileOf: FileMaker): Sources | undefined {
  const here = checker.source();
  if (!here || !isSourceReader(parser)) return undefined;
  const { crossFile } = file.settings;
  filesOf(checker.program).linted.set(keyOf(here, file), new WeakRef(file));
  const isRead = (source: Source): boolean => crossFile || source === here;
  const fileAt = (source: Source): File | undefined =>
    source === here
      ? file
      : readFile(source, file, checker.program, (it) => parsed(it, file, checker.program, parser), fileOf);
  const declarationsOf = (name: TSESTree.Node): readonly Declaration[] =>
    declarationsUnder(name, file, checker).filter((one) => isRead(one.getSourceFile()));
  const declared = (one: Declaration): readonly Declared[] => declaredAt(one, fileAt(one.getSourceFile()));
  const othersNaming = (word: string) => checker.sources().filter((one) => one !== here && one.text.includes(word));
  let own: ReadonlySet<string> | undefined;
  let makers: ReadonlySet<string> | undefined;
  const makersHere = (): ReadonlySet<string> => (makers ??= makersIn(here, checker, file.knowledge, crossFile));
  return {
    declaredBy: (name) => declarationsOf(name).flatMap(declared),
    partsUnder: (name) => declarationsUnder(name, file, checker),
    outlinesOf: (name) => declarationsOf(name).flatMap((one) => outlinesAt(one, checker)),
    implementationsOf: (name) =>
      implementationsOf(name, crossFile ? heirsIn(checker) : heirsAmong([here]), checker).flatMap(declared),
    filesNaming: (word, most) => allOf(othersNaming(word).filter(isRead), most, fileAt),
    writes: (name, pattern) => declarationsOf(name).some((one) => isSignature(one) || pattern.test(one.getText())),
    isMaker: (name) => declarationsOf(name).some((one) => isMaker(one, makersHere(), checker, file)),
    get makers() {
      return makersHere();
    },
    get callsMaker() {
      return makersHere().size > 0 && callsAnyOf(makersHere(), here, file.sourceCode);
    },
    get tagsAnswers() {
      return [here, ...checker.importsOf(here).filter(isRead)].some(tagsAnswers);
    },
    get own() {
      return (own ??= namesDeclaredIn(here));
    },
  };
}

function declaredAt(declaration: Declaration, home: File | undefined): readonly Declared[] {
  const node = home?.checker?.nodeOf(declaration);
  // An export stands around what it exports.
  const inner = node && "declaration" in node && node.declaration ? node.declaration : node;
  return home && inner ? [{ file: home, node: inner }] : [];
}

function allOf(
  sources: readonly Source[],
  most: number,
  fileAt: (source: Source) => File | undefined,
): readonly File[] {
  const read = sources.length > most ? [] : sources.map(fileAt).filter((one) => one !== undefined);
  return read.length === sources.length ? read : [];
}

const asked = new WeakMap<Program, WeakMap<object, Map<string, readonly Declaration[]>>>();

/** What a module exports, and a member of that, stands for the same in all files: it is asked once for the program. */
function declarationsUnder(name: TSESTree.Node, file: File, checker: Checker): readonly Declaration[] {
  const { place, path } = placeOf(name, file, checker);
  const ofProgram = asked.get(checker.program) ?? new WeakMap<object, Map<string, readonly Declaration[]>>();
  asked.set(checker.program, ofProgram);
  const known = ofProgram.get(place) ?? new Map<string, readonly Declaration[]>();
  ofProgram.set(place, known);
  const found = known.get(path) ?? checker.declarationsOf(name);
  known.set(path, found);
  return found;
}

/** Under a module its export and perhaps a member of that; whatever else a name is, it stands for itself. */
function placeOf(name: TSESTree.Node, file: File, checker: Checker): { readonly place: object; readonly path: string } {
  const { parent } = name;
  const isMember = parent?.type === T.MemberExpression && parent.property === name && !parent.computed;
  const holder = isMember ? unwrapped(parent.object) : name;
  const imported = importOf(holder, file);
  if (!imported || holder.type !== T.Identifier || name.type !== T.Identifier) return { place: name, path: "" };
  const exported = imported.type === T.ImportDefaultSpecifier ? "default" : importedName(holder, file);
  const module = checker.sourceBehind((imported.parent as TSESTree.ImportDeclaration).source);
  return { place: module ?? imported, path: isMember ? `${exported}.${name.name}` : exported };
}

function isMaker(one: Declaration, makers: ReadonlySet<string>, checker: Checker, { knowledge }: File): boolean {
  const source = one.getSourceFile();
  const code = namedCodeIn(source).find(({ declaration }) => declaration === one);
  return code ? mayMake(code, source, makers, checker, knowledge) : isSignature(one);
}

/** Of an interface: nobody knows who implements it. */
const isSignature = ({ parent }: Declaration): boolean =>
  (parent as Part | undefined)?.members !== undefined && /^(?:\w+\s+)*interface\b/u.test(textAt(parent));

const callsAnyOf = (makers: ReadonlySet<string>, source: Source, { ast, text }: File["sourceCode"]): boolean =>
  callsAny(text, [...new Set([...namedIn(source, makers), ...renamedIn(ast)])]);

/** What goes by another name here: a default import, or one with an `as`. */
const renamedIn = ({ body }: TSESTree.Program): readonly string[] =>
  body
    .flatMap((statement) => (statement.type === T.ImportDeclaration ? statement.specifiers : []))
    .filter((one) => one.type === T.ImportDefaultSpecifier || (one.type === T.ImportSpecifier && isRenamed(one)))
    .map(({ local }) => local.name);

const isRenamed = ({ imported, local }: TSESTree.ImportSpecifier): boolean =>
  imported.type !== T.Identifier || imported.name !== local.name;

/** None where several do. */
function implementationsOf(name: TSESTree.Identifier, heirs: Heirs, checker: Checker): readonly Declaration[] {
  const [wanted] = checker.declarationsOf(name);
  const isWanted = (base: Declaration): boolean => checker.declarationsAt(base).some((one) => one === wanted);
  const candidates = (wanted && heirs.get(name.name)) ?? [];
  const found = candidates.filter(({ base }) => isWanted(base));
  return found.length === 1 ? found.map(({ declaration }) => declaration) : [];
}

const heirs = new WeakMap<Program, Heirs>();

function heirsIn(checker: Checker): Heirs {
  const found = heirs.get(checker.program) ?? heirsAmong(checker.sources());
  heirs.set(checker.program, found);
  return found;
}

const outlines = new WeakMap<Declaration, Outline>();

function outlinesAt(declaration: Part, checker: Checker): readonly Outline[] {
  if (declaration.members === undefined) return [];
  const found = outlines.get(declaration) ?? outlineAt(declaration, (name) => checker.declarationsAt(name));
  outlines.set(declaration, found);
  return [found];
}

function isSourceReader(parser: unknown): parser is Parser {
  const { meta, parseForESLint } = (parser ?? {}) as { meta?: { name?: string }; parseForESLint?: unknown };
  return typeof parseForESLint === "function" && meta?.name === "typescript-eslint/parser";
}

interface Files {
  /** By settings and path; absent for what cannot be read. */
  readonly read: Map<string, File | undefined>;
  /** Those that are or have been linted, as long as others keep their trees: they need not be read again. */
  readonly linted: Map<string, WeakRef<File>>;
}

// A program is made anew when a file changes, and its files must not outlive it.
const files = new WeakMap<Program, Files>();

function filesOf(program: Program): Files {
  const found = files.get(program) ?? { read: new Map(), linted: new Map() };
  files.set(program, found);
  return found;
}

const keyOf = ({ fileName }: Source, { settings }: File): string => `${String(idOf(settings))} ${fileName}`;

function readFile(
  source: Source,
  from: File,
  program: Program,
  parse: (source: Source) => Readonly<TSESLint.SourceCode> | undefined,
  fileOf: FileMaker,
): File | undefined {
  const { read, linted } = filesOf(program);
  const key = keyOf(source, from);
  const known = read.get(key) ?? linted.get(key)?.deref();
  if (known || read.has(key)) return known;
  const sourceCode = parse(source);
  const made = sourceCode && fileOf(sourceCode);
  read.set(key, made);
  return made;
}

const ids = new WeakMap<object, number>();
let lastId = 0;

function idOf(settings: object): number {
  const id = ids.get(settings) ?? ++lastId;
  ids.set(settings, id);
  return id;
}

/** A source that the parser cannot read has nothing to say. */
function parsed(
  { fileName, text }: Source,
  { sourceCode }: File,
  program: Program,
  parser: Parser,
): Readonly<TSESLint.SourceCode> | undefined {
  try {
    const { ast, services, scopeManager, visitorKeys } = parser.parseForESLint(text, {
      programs: [program],
      filePath: fileName,
      // TypeScript's own complaints, properties that are going, and the names of its libraries matter to nobody here.
      allowInvalidAST: true,
      suppressDeprecatedPropertyWarnings: true,
      lib: [],
    });
    if (!scopeManager || !visitorKeys) return undefined;
    settledParents(ast, visitorKeys);
    // Both cost a third of the reading, and nobody asks for them.
    Object.assign(ast, { tokens: [], comments: [] });
    // The very class of the ESLint that runs, whichever copy that is.
    const SourceCode = sourceCode.constructor as new (parts: object) => TSESLint.SourceCode;
    return new SourceCode({ text, ast, scopeManager, visitorKeys, parserServices: services ?? {} });
  } catch {
    return undefined;
  }
}
