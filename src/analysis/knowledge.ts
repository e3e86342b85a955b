/** The catalogue, indexed by what a program writes: export names, method names, type names. */
import {
  type AcquireForm,
  catalog,
  type Form,
  type LibraryModel,
  parseForm,
  type ResourceModel,
  standIns,
  type When,
} from "../catalog/index.ts";

/** One way to acquire one resource. */
export interface AcquireModel {
  readonly resource: ResourceModel;
  readonly library: LibraryModel;
  readonly form: Form;
  readonly when: readonly When[];
  readonly unless: readonly When[];
}

/** A form that takes the resource over, and under which conditions. */
export interface TakingForm {
  readonly form: Form;
  readonly when: readonly When[];
  readonly unless: readonly When[];
}

/** A call that borrows, and the modules it comes from: another library's `ok(x)` may keep what it is given. */
export interface BorrowingForm {
  readonly form: Form;
  readonly modules: readonly string[];
}

/** How a resource is released, taken and borrowed, parsed once. */
export interface Terms {
  readonly release: readonly Form[];
  readonly opens: readonly Form[];
  readonly takenBy: readonly TakingForm[];
  readonly drainedBy: readonly TakingForm[];
  readonly borrowedBy: readonly Form[];
  readonly needsOpen: readonly Form[];
  readonly graceful: readonly Form[];
}

export interface Knowledge {
  /** All of it, as it is written. */
  readonly libraries: readonly LibraryModel[];
  /** By `module|path` for functions, `module|new path` for constructors. */
  readonly exports: ReadonlyMap<string, readonly AcquireModel[]>;
  /** By method name, for receivers of a declared type. */
  readonly methods: ReadonlyMap<string, readonly AcquireModel[]>;
  /** The last names of all exports and methods that acquire. */
  readonly names: ReadonlySet<string>;
  /** Handles by `package|type`. */
  readonly types: ReadonlyMap<string, ResourceModel>;
  /** Finds the words without which a file acquires nothing that a rule would report. */
  readonly mentioned: RegExp;
  /** The same for what is acquired without an import. */
  readonly unimported: RegExp;
  /** Methods that answer what they are called on, or a promise or view of it: `listen`, `then`. */
  readonly passing: ReadonlySet<string>;
  /** What ends by itself is owed only where the program ends its like: both words stand in the file. */
  readonly evident: { readonly acquired: RegExp; readonly released: RegExp };
  /** Every package the catalogue speaks of. */
  readonly packages: ReadonlySet<string>;
  /** Method names that release some resource, whatever its kind: such a call is taken not to throw. */
  readonly releaseMethods: ReadonlySet<string>;
  /** Calls that take over any resource: `pipeline(..._)`. */
  readonly takes: readonly TakingForm[];
  /** Calls whose answer goes on with any resource, and ends it by being read to the end: `createInterface({ input: _ })`. */
  readonly drains: readonly TakingForm[];
  /** Calls that use any resource: `finished(_)`. */
  readonly borrows: readonly BorrowingForm[];
  /** Calls that put any resource to work: `request({ agent: _ })`. */
  readonly uses: readonly BorrowingForm[];
  /** Calls whose answer works with any resource: `create({ httpsAgent: _ })`. */
  readonly wraps: readonly BorrowingForm[];
  /** Streams that may end before all has been written to them, by `package|type`. */
  readonly sinks: ReadonlySet<string>;
  /** Finds the modules without which a file has none of them. */
  readonly streaming: RegExp;
  /** Names of calls that run a function again and again, and before that what it returned. */
  readonly effects: ReadonlySet<string>;
  /** Names of sources that do not end by themselves, and of those that go on whatever becomes of their origin. */
  readonly endless: ReadonlySet<string>;
  readonly ticking: ReadonlySet<string>;
  readonly throws: ReadonlySet<string>;
  readonly harmless: ReadonlySet<string>;
  /** Calls that make a stream which fails only when it has all: `createHash()`. */
  readonly gathers: ReadonlySet<string>;
  readonly neverReturns: ReadonlySet<string>;
}

/** The package or built-in a specifier belongs to: `fs` for `node:fs/promises`, `@redis/client` for its files. */
export function packageOf(module: string): string {
  const known = packages.get(module);
  if (known !== undefined) return known;
  const [first = "", second = ""] = plainModule(module).split("/");
  const found = first.startsWith("@") ? `${first}/${second}` : first;
  packages.set(module, found);
  return found;
}

/** A program names few modules, and many times. */
const packages = new Map<string, string>();

/** `fs` for `node:fs`, and for what stands in for it. */
export const plainModule = (module: string): string => standIns[module] ?? module.replace(/^node:/u, "");

const builtIn = new WeakMap<readonly LibraryModel[], Knowledge>();

/** Users' models stand before the built-in ones. */
export function knowledgeFrom(own: readonly LibraryModel[]): Knowledge {
  const known = builtIn.get(own);
  if (known) return known;
  const made = indexed([...own, ...catalog]);
  builtIn.set(own, made);
  return made;
}

const termsOfResource = new WeakMap<ResourceModel, Terms>();

export function termsOf(resource: ResourceModel): Terms {
  const known = termsOfResource.get(resource);
  if (known) return known;
  const made = {
    release: resource.release.map(parsedForm),
    opens: (resource.opens ?? []).map(parsedForm),
    takenBy: (resource.takenBy ?? []).map(takingForm),
    drainedBy: (resource.drainedBy ?? []).map(takingForm),
    borrowedBy: (resource.borrowedBy ?? []).map(parsedForm),
    needsOpen: (resource.needsOpen ?? []).map(parsedForm),
    graceful: (resource.graceful ?? []).map(parsedForm),
  };
  termsOfResource.set(resource, made);
  return made;
}

const parsedForm = (written: AcquireForm): Form => parseForm(typeof written === "string" ? written : written.form);

function takingForm(written: AcquireForm): TakingForm {
  const { when = [], unless = [] } = typeof written === "string" ? {} : written;
  return { form: parsedForm(written), when, unless };
}

function indexed(libraries: readonly LibraryModel[]): Knowledge {
  const acquires = libraries.flatMap(acquiresOf);
  const resources = libraries.flatMap((library) => library.resources.map((resource) => ({ library, resource })));
  return {
    libraries,
    exports: grouped(acquires.flatMap((one) => exportKeysOf(one).map((key) => [key, one] as const))),
    methods: grouped(
      acquires.filter(({ form }) => /^[A-Z].*\./u.test(form.path)).map((one) => [lastName(one.form.path), one]),
    ),
    names: new Set(acquires.map(({ form }) => lastName(form.path))),
    types: new Map(
      resources
        .toReversed()
        .flatMap(({ library, resource }) =>
          (resource.types ?? []).flatMap((type) =>
            library.modules.map((module) => [`${packageOf(module)}|${type}`, resource] as const),
          ),
        ),
    ),
    ...spokenOf(acquires),
    passing: passingMethods(resources.map(({ resource }) => resource)),
    packages: new Set(libraries.filter(isOfResources).flatMap((library) => library.modules.map(packageOf))),
    releaseMethods: new Set(
      resources
        .flatMap(({ resource }) => termsOf(resource).release)
        .filter((form) => form.kind === "method" && form.literal === undefined)
        .map((form) => form.path),
    ),
    takes: libraries.flatMap((library) => (library.takes ?? []).map(takingForm)),
    drains: libraries.flatMap((library) => (library.drains ?? []).map(takingForm)),
    borrows: libraries.flatMap((library) => borrowingForms(library, library.borrows)),
    uses: libraries.flatMap((library) => borrowingForms(library, library.uses)),
    wraps: libraries.flatMap((library) => borrowingForms(library, library.wraps)),
    ...sinksOf(libraries),
    ...namesOf(libraries),
    ...callsOf(libraries),
  };
}

function spokenOf(acquires: readonly AcquireModel[]): Pick<Knowledge, "mentioned" | "unimported" | "evident"> {
  const owed = acquires.filter(({ resource }) => !needsNobody(resource));
  const others = acquires.filter(({ resource }) => needsEvidence(resource));
  return {
    mentioned: wordsOf(owed),
    unimported: wordsOf(owed.filter(({ library }) => library.modules.includes("globalThis"))),
    evident: {
      acquired: wordsOf(others),
      released: releaseWordsOf(others.map(({ resource }) => resource)),
    },
  };
}

const passingMethods = (resources: readonly ResourceModel[]): ReadonlySet<string> =>
  new Set(["catch", "finally", "then", ...resources.flatMap(({ fluent = [], views = [] }) => [...fluent, ...views])]);

const borrowingForms = ({ modules }: LibraryModel, forms: LibraryModel["borrows"] = []): readonly BorrowingForm[] =>
  forms.map((form) => ({ form: parsedForm(form), modules }));

/** Who only runs functions, or only says where a file runs, neither acquires nor is given anything. */
const isOfResources = ({ resources, handlers, effects, runsIn }: LibraryModel): boolean =>
  resources.length > 0 || !(handlers || effects || runsIn);

function sinksOf(libraries: readonly LibraryModel[]): Pick<Knowledge, "sinks" | "streaming"> {
  const all = libraries.flatMap(({ sinks = [], modules }) =>
    sinks.flatMap((type) => modules.map((module) => ({ module, type }))),
  );
  return {
    sinks: new Set(all.map(({ module, type }) => `${packageOf(module)}|${type}`)),
    streaming: new RegExp(`["'](?:node:)?(?:${anyOf(all.map(({ module }) => module))})["']`, "u"),
  };
}

function acquiresOf(library: LibraryModel): AcquireModel[] {
  return library.resources.flatMap((resource) =>
    resource.acquire.map((written) => {
      const { form, when = [], unless = [] } = typeof written === "string" ? { form: written } : written;
      return { resource, library, form: parseForm(form), when, unless };
    }),
  );
}

/** What ends by itself and needs no holder. */
export const needsNobody = ({ endsByItself, unattended }: ResourceModel): boolean =>
  endsByItself === true && unattended === true;

/** A response is owed a reader, not a release. */
export const isBody = ({ lifetime }: ResourceModel): boolean => lifetime === "body";

/** What is owed no release. */
export const owesNothing = (resource: ResourceModel): boolean => isBody(resource) || needsNobody(resource);

/** What ends by itself is owed only where the program ends it in another place: a timeout that is cleared, a lease. */
export const needsEvidence = (resource: ResourceModel): boolean => needsNobody(resource) && !isBody(resource);

/** The calls that release such resources. */
function releaseWordsOf(resources: readonly ResourceModel[]): RegExp {
  const names = resources.flatMap((resource) => termsOf(resource).release.map(({ path }) => lastName(path)));
  return new RegExp(`\\b(?:${anyOf(names)})\\(`, "u");
}

/** Names before a call or a renaming, texts of a first argument, modules with a default export, and disposal. */
function wordsOf(acquires: readonly AcquireModel[]): RegExp {
  const named = acquires.filter(({ form }) => form.literal === undefined);
  const forms = named.filter((one) => !isCommon(one) && optionOf(one) === undefined);
  const texts = acquires.flatMap(({ form }) => (form.literal === undefined ? [] : [form.literal.replace("*", "")]));
  const names = forms.map(({ form }) => lastName(form.path)).filter((name) => name !== "default");
  const unnamed = named.filter((one) => optionOf(one) === undefined && (isCommon(one) || isDefault(one)));
  const modules = unnamed.flatMap(({ library }) => library.modules.flatMap((module) => [module, `node:${module}`]));
  const options = named.flatMap((one) => optionOf(one) ?? []);
  const patterns = [
    ...(names.length > 0 ? [`\\b(?:${anyOf(names)})(?=\\s*[(<:]|\\s+as\\b)`] : []),
    ...(texts.length > 0 ? [`["'\`]\\s*(?:${anyOf(texts.flatMap((text) => [text, text.toUpperCase()]))})\\b`] : []),
    ...(options.length > 0 ? [`\\b(?:${anyOf(options)})\\b`] : []),
    ...(modules.length > 0 ? [`["'](?:${anyOf(modules)})["']`] : []),
    DISPOSABLE.source,
    OWNED.source,
  ];
  return new RegExp(patterns.join("|"), "u");
}

/** A type that is disposable, or a function that says it hands over what it answers. */
export const DISPOSABLE = /\b(?:d|asyncD)ispose\b|Disposable\b/u;
export const OWNED = /@returns?\b.*\bowned\b/u;

const isDefault = ({ form }: AcquireModel): boolean => lastName(form.path) === "default";

/** Every map has a `get()`: only the module tells. */
const isCommon = ({ form }: AcquireModel): boolean => lastName(form.path) in Map.prototype;

/** What must be written for a form to hold, where that says more than its name: `responseType`, `new GetObjectCommand`. */
function optionOf({ form, when: [condition] }: AcquireModel): string | undefined {
  const { option, is } = condition ?? {};
  const made = typeof is === "string" ? /^new (?<made>\w+)\(\)$/u.exec(is)?.groups?.["made"] : undefined;
  const word = option === undefined ? made : lastName(option);
  return word !== undefined && word.length > lastName(form.path).length ? word : undefined;
}

const anyOf = (words: readonly string[]): string =>
  [...new Set(words)].map((word) => word.replace(/[$()*+./?[\\\]^{|}]/gu, "\\$&")).join("|");

function exportKeysOf({ form, library }: AcquireModel): string[] {
  return library.modules.map(
    (module) => `${plainModule(module)}|${form.kind === "new" ? "new " : ""}${form.path.replace(/^default\./u, "")}`,
  );
}

type CallList = "throws" | "harmless" | "gathers" | "neverReturns";

function callsOf(libraries: readonly LibraryModel[]): Pick<Knowledge, CallList> {
  const keys = (list: CallList): ReadonlySet<string> =>
    new Set(
      libraries.flatMap((library) =>
        (library[list] ?? []).flatMap((form) =>
          library.modules.map((module) => `${plainModule(module)}|${parsedForm(form).path}`),
        ),
      ),
    );
  return {
    throws: keys("throws"),
    harmless: keys("harmless"),
    gathers: keys("gathers"),
    neverReturns: keys("neverReturns"),
  };
}

/** Wherever they come from: such names are taken over by whoever wraps them. */
function namesOf(libraries: readonly LibraryModel[]): Pick<Knowledge, "effects" | "endless" | "ticking"> {
  const named = (list: "effects" | "endless" | "ticking"): ReadonlySet<string> =>
    new Set(libraries.flatMap((library) => (library[list] ?? []).map((form) => lastName(parsedForm(form).path))));
  return { effects: named("effects"), endless: named("endless"), ticking: named("ticking") };
}

export const lastName = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

function grouped<V>(entries: readonly (readonly [string, V])[]): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const [key, value] of entries) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
