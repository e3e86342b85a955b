/** Which docs examples are run, how what they export is to be used, and why the others are not. */
import ts from "typescript";
import { rules } from "../../src/rules/index.ts";
import { examples, type Example } from "../support/docs-examples.ts";

export interface Parameter {
  readonly name: string;
  /** As it is written, without `readonly`: `string`, `string[]`, `"low" | "high"`, `() => void`. */
  readonly type: string;
  /** The module that exports the type; empty for those of the language. */
  readonly from: string;
}

/** A function that is called with parameters. */
export interface Callable {
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

/** A class that is instantiated, used and ended. */
export interface ClassUse {
  readonly name: string;
  /** How an instance is made: the constructor, under the name `new`, or static methods. */
  readonly makers: readonly Callable[];
  readonly methods: readonly Callable[];
  /** The public methods that end an instance. */
  readonly ends: readonly string[];
}

/** How an example is used, besides that its servers are visited. */
export interface Use {
  readonly modules: readonly string[];
  readonly functions: readonly Callable[];
  readonly classes: readonly ClassUse[];
  /** Every variable of the module. */
  readonly variables: readonly string[];
  /** What may be asked for over HTTP. */
  readonly paths: readonly string[];
}

/** One example to be run. */
export interface Trial extends Use {
  /** Page and line: `rules/no-leak-on-throw.md:65`. */
  readonly id: string;
  readonly rule: string;
  readonly verdict: Example["verdict"];
  /** The path to import it by. */
  readonly module: string;
  /** It writes, and reads nothing. */
  readonly isWriter: boolean;
  /** It reads streams of files. */
  readonly reads: boolean;
  /** It calls others, who answer one way or another. */
  readonly isRemote: boolean;
}

/** What came out of one. */
export interface Verdict {
  readonly id: string;
  /** What there was more of in the end, with how much; empty when nothing was. */
  readonly grown: string;
  /** How many of its calls ended well, or how many visits its servers had. */
  readonly worked: number;
  /** Why it could not be run after all. */
  readonly failure?: string;
}

/** Rules that say more of operating-system resources than that they stay open, or nothing, and what becomes of that. */
const otherRules: Readonly<Record<string, string>> = {
  "no-double-release": "a second release is an error or strikes another's resource; nothing stays open",
  "no-use-after-release": "a use after the release is an error; nothing stays open",
  "no-release-of-borrowed": "what was lent is ended too early; nothing stays open",
  "require-await-before-release": "the release comes too early, not too late",
  "prefer-using": "both ways release; the rule prefers the shorter one",
  "require-connection-reuse": "the connections end; their ports are counted by the program of Teldrive and rclone",
  "require-connection-limit": "how much is open depends on how many come; counted by the program of Dragonfly2",
  "no-unbounded-concurrency": "what is opened is released; too much is open at a time",
  "require-idle-timeout": "a peer that says nothing is needed for longer than a test takes",
};

/** Why programs that fit a pattern cannot be run where there is no more than a folder and loopback servers. */
const obstacles: readonly { readonly rule?: string; readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /client-s3/, why: "needs an S3 service" },
  { pattern: /from "bullmq"/, why: "needs a Redis that runs scripts" },
  { pattern: /StdioServerTransport/, why: "its process is the leak, and needs a client that goes" },
  { pattern: /from "node-cron"/, why: "runs when the clock says so" },
  { pattern: /new DisposableStack/, why: "needs a DisposableStack, which Node 20 does not have" },
  { pattern: /declare class/, why: "has a class that exists in its types only" },
  { pattern: /beginTransaction/, why: "the database holds the transaction, and is none here" },
  { pattern: /timeout: 2_000 \}\); \/\/ leak/, why: "needs a peer that accepts no connection" },
  {
    rule: "require-timeout",
    pattern: /return socket\.on\("message"/,
    why: "its caller can end the socket, and only does not know that it waits",
  },
  {
    rule: "require-timeout",
    pattern: /from "undici";\n\nexport const registry = [^0]* 16 \}\);\n$/,
    why: "the library's five minutes are too long to wait for",
  },
  {
    rule: "require-shutdown",
    pattern: /redis\.quit\(\)\.finally\(\(\) => process\.exit/,
    why: "its process ends, and cuts off what the database was doing",
  },
  {
    rule: "require-shutdown",
    pattern: /^(?![^]*(SIGTERM|onClose|onModuleDestroy|shutdown))/,
    why: "it has no shutdown, so its process ends as a whole",
  },
];

const teardown = /^(close|stop|dispose|destroy|shutdown|onModuleDestroy|\[Symbol\.(dispose|asyncDispose)\])$/;

export const idOf = ({ page, line }: Example): string => `${page}:${String(line)}`;

const ofRules = examples.filter(({ page }) => page.startsWith("rules/"));

/** Why an example is not run, in words; nothing when it is. */
export function reasonAgainst({ rule, code }: Example): string | undefined {
  return otherRules[rule] ?? obstacles.find((it) => (it.rule ?? rule) === rule && it.pattern.test(code))?.why;
}

export const allReasons: readonly string[] = [...Object.values(otherRules), ...obstacles.map(({ why }) => why)];

/** The rules whose examples are run. */
export const leakRules: readonly string[] = Object.keys(rules).filter((it) => !(it in otherRules));

export const unproven: readonly Example[] = ofRules.filter((it) => reasonAgainst(it) !== undefined);

/** The examples that need no more than a folder and loopback servers, with how to use them. */
export const trials: readonly (Example & Use & Pick<Trial, "isWriter" | "reads" | "isRemote">)[] = ofRules
  .filter((it) => reasonAgainst(it) === undefined)
  .map((example) => ({
    ...example,
    ...useOf(ts.createSourceFile("example.ts", example.code, ts.ScriptTarget.Latest, true)),
    isWriter: /write|append/i.test(example.code) && !/read/i.test(example.code),
    reads: example.code.includes("createReadStream"),
    isRemote: /from "(pg|redis|ioredis|mysql2.*|mongodb|undici|axios|got|ws)"|\bfetch\(|(?<!app\.)\bget\(/.test(
      example.code,
    ),
  }));

/** An example as it is run: without encryption, a thousand times as fast, and with its variables and fields open to view. */
export function staged(code: string, { variables }: Use): string {
  const plain = code
    .replaceAll("https", "http")
    .replaceAll("node:tls", "node:net")
    .replaceAll("secureConnection", "connection")
    .replace(/\bTLSSocket\b/g, "Socket")
    .replace(/\b(\d+)_000\b/g, "$1")
    .replace(/#(?=\w)/g, "private_")
    .replace(/\bprivate constructor/, "constructor")
    .replace(/^ *@\w+\(.*\)\n/gm, "");
  return `${plain}\nexport const variablesOfTrial = () => ({ ${variables.join(", ")} });\n`;
}

function useOf(source: ts.SourceFile): Use {
  const imports = source.statements.filter(ts.isImportDeclaration);
  const variables = source.statements.filter(ts.isVariableStatement);
  const declared = variables.flatMap((it) => it.declarationList.declarations);
  return {
    modules: imports.map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text),
    functions: [
      ...source.statements.filter(ts.isFunctionDeclaration).filter(isExported),
      ...variables.filter(isExported).flatMap((it) => it.declarationList.declarations.flatMap(arrowsOf)),
    ].map((it) => callableOf(it, source)),
    classes: source.statements
      .filter(ts.isClassDeclaration)
      .filter(isExported)
      .map((it) => classUseOf(it, source)),
    variables: declared.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : [])),
    paths: [...source.text.matchAll(/"(\/\w*)"/g)].map(([, path = ""]) => path),
  };
}

type FunctionLike = ts.FunctionDeclaration | ts.MethodDeclaration | ts.ConstructorDeclaration | NamedArrow;

interface NamedArrow {
  readonly name: ts.Identifier;
  readonly parameters: ts.NodeArray<ts.ParameterDeclaration>;
}

function arrowsOf({ name, initializer }: ts.VariableDeclaration): readonly NamedArrow[] {
  return initializer && ts.isArrowFunction(initializer) && ts.isIdentifier(name)
    ? [{ name, parameters: initializer.parameters }]
    : [];
}

function isExported(it: ts.Statement): boolean {
  return has(it, ts.SyntaxKind.ExportKeyword);
}

function has(it: ts.Node, modifier: ts.SyntaxKind): boolean {
  return (ts.canHaveModifiers(it) && ts.getModifiers(it)?.some(({ kind }) => kind === modifier)) === true;
}

/** A class with what it inherits from classes of the same program. */
function classUseOf(it: ts.ClassDeclaration, source: ts.SourceFile): ClassUse {
  const members = membersOf(it, source);
  const methods = members.filter(ts.isMethodDeclaration).filter(isPublic);
  const constructor = members.find(ts.isConstructorDeclaration);
  const makers = methods.filter((method) => has(method, ts.SyntaxKind.StaticKeyword));
  const own = methods
    .filter((method) => !makers.includes(method))
    .filter((method, at, all) => all.findIndex(({ name }) => name.getText() === method.name.getText()) === at);
  return {
    name: it.name!.text,
    makers:
      makers.length > 0
        ? makers.map((maker) => callableOf(maker, source))
        : [constructor ? callableOf(constructor, source) : { name: "new", parameters: [] }],
    methods: own.filter(({ name }) => !teardown.test(name.getText())).map((method) => callableOf(method, source)),
    ends: own.map(({ name }) => name.getText()).filter((name) => teardown.test(name)),
  };
}

function membersOf(it: ts.ClassDeclaration, source: ts.SourceFile): readonly ts.ClassElement[] {
  const parent = it.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const inherited = source.statements
    .filter(ts.isClassDeclaration)
    .find(({ name }) => name !== undefined && name.text === parent?.expression.getText());
  return [...it.members, ...(inherited ? membersOf(inherited, source) : [])];
}

function isPublic(it: ts.MethodDeclaration): boolean {
  return !ts.isPrivateIdentifier(it.name) && !has(it, ts.SyntaxKind.PrivateKeyword);
}

function callableOf(it: FunctionLike, source: ts.SourceFile): Callable {
  return {
    name: it.name?.getText() ?? "new",
    parameters: it.parameters.map(({ name, type }) => {
      const written = (type?.getText() ?? "").replace(/^readonly /, "");
      return { name: name.getText(), type: written, from: moduleOf(written, source) };
    }),
  };
}

function moduleOf(type: string, source: ts.SourceFile): string {
  const [, module = ""] =
    new RegExp(`import [^;]*\\b${/^\w*/.exec(type)?.[0] || "-"}\\b[^;]* from "([^"]+)"`).exec(source.text) ?? [];
  return module;
}
