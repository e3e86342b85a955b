/** What is few by nature, whoever lists it: the plugins, packages, languages or certificates of a program, a batch of a list. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";

/** What is set once for the program, and parts of a list that was cut before. */
const BOUNDED_NAME =
  /^(?:[A-Z][A-Z\d_]*|\w*(?:[Dd]irs|[Dd]irectories|[Ff]olders|[Cc]onfigs?|[Ee]nv|[Oo]ptions?|[Oo]pts|[Ss]ettings)|(?:batch|chunk|group|page|slice|window|shard|worker)\w*|\w*(?:Batch|Chunk|Page|Slice|Workers?|Shards?))$/u;

/** In one number; what a program is built of, set up with, or declares in a file of its own, and what a person leafs through. */
const FEW: ReadonlySet<string> = new Set(
  `addon adapter argument arg attachment ca carousel cert certificate choice cipher column command compiler config container contribution
  convention database declaration default dependency dialect driver env environment extension feature field flag fixture
  framework function global glob helper i18n ignore include integration interface kind lang language layout lib library
  linter loader locale manifest middleware migration mirror mixin mode module namespace option override package parameter param partial
  pattern permission plugin preset prop property protocol provider region relay replica repo repository resolver role root
  rule runtime schema script sdk seed service setting shard slide slot snippet spec stage step strategy style
  stylesheet template theme tool topic translation tsconfig variable variant view volume worker workspace`.split(
    /\s+/u,
  ),
);

export const isFewByName = (name: string): boolean =>
  BOUNDED_NAME.test(name) || wordsOf(name).some((one) => FEW.has(one));

/** Those who run a place, and what a person has set: of all its users they are a handful. */
const CHOSEN: ReadonlySet<string> = new Set(
  "admin administrator moderator permission preference privilege role setting staff superuser".split(" "),
);

/** `where: { role: "admin" }`, `(user) => user.settings.hasToken()`: the text of a condition chooses such rows. */
export const isOfChosen = (condition: string): boolean => wordsOf(condition).some((one) => CHOSEN.has(one));

/** Any word of a type, or of a path that is written out. */
export const isFewByText = (text: string): boolean => wordsOf(text).some((one) => FEW.has(one));

/** `rawLanguages`: "raw", "language". */
const wordsOf = (name: string): readonly string[] =>
  (name.match(/[A-Z]?[a-z\d]+|[A-Z]+(?![a-z])/gu) ?? []).map((word) => singular(word.toLowerCase()));

const singular = (word: string): string => word.replace(/ies$/u, "y").replace(/(?<=[^s])s$/u, "");

/** `Array.isArray(x) ? x : [x]`: who may write one thing writes few. */
export const isOneOrMore = ({ consequent, alternate }: TSESTree.ConditionalExpression): boolean =>
  [consequent, alternate].some(({ type }) => type === T.ArrayExpression);
