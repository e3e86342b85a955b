/** What the catalogue says of functions that are run again and again: indexed by how a program names them. */
import {
  catalog,
  type Form,
  type HandlerModel,
  type LibraryModel,
  type Occasion,
  parseForm,
} from "../../catalog/index.ts";
import { packageOf, plainModule } from "../knowledge.ts";

/** A call that is given a function, and for what the function is then run. */
export interface GivenForm {
  readonly form: Form;
  readonly per: Occasion;
  readonly packages: ReadonlySet<string>;
}

export interface Occasions {
  /** By `module|path`, constructors too. */
  readonly exports: ReadonlyMap<string, readonly GivenForm[]>;
  /** By method name. */
  readonly methods: ReadonlyMap<string, readonly GivenForm[]>;
  /** By `package|type`. */
  readonly types: ReadonlyMap<string, Occasion>;
  /** By `module|name`. */
  readonly decorators: ReadonlyMap<string, Occasion>;
  readonly exported: ReadonlyMap<string, Occasion>;
  /** Finds the events that announce the end of a program: `SIGTERM`. */
  readonly endWords: RegExp;
  /** By the name of the method. */
  readonly hooks: ReadonlyMap<string, Occasion>;
  /** By their names, with commas between. */
  readonly parameters: ReadonlyMap<string, Occasion>;
}

const known = new WeakMap<readonly LibraryModel[], Occasions>();

/** Users' models stand before the built-in ones. */
export function occasionsFrom(own: readonly LibraryModel[]): Occasions {
  const found = known.get(own);
  if (found) return found;
  const made = indexed([...own, ...catalog]);
  known.set(own, made);
  return made;
}

function indexed(libraries: readonly LibraryModel[]): Occasions {
  const handlers = libraries.flatMap((library) => (library.handlers ?? []).map((handler) => ({ library, handler })));
  const given = handlers.flatMap(({ library, handler }) => givenForms(library, handler));
  const named = (list: (handler: HandlerModel) => readonly string[] | undefined): Map<string, Occasion> =>
    new Map(handlers.flatMap(({ handler }) => (list(handler) ?? []).map((name) => [name, handler.per] as const)));
  return {
    exports: grouped(given.flatMap((one) => one.keys.map((key) => [key, one] as const))),
    methods: grouped(given.flatMap((one) => (/^(?:[A-Z]|default\.)/u.test(one.form.path) ? [[lastOf(one), one]] : []))),
    types: new Map(
      handlers.flatMap(({ library, handler: { handlerTypes = [], per } }) =>
        handlerTypes.flatMap((type) => library.modules.map((one) => [`${packageOf(one)}|${type}`, per] as const)),
      ),
    ),
    decorators: new Map(
      handlers.flatMap(({ library, handler: { decorators = [], per } }) =>
        decorators.flatMap((form) => library.modules.map((one) => [`${one}|${parseForm(form).path}`, per] as const)),
      ),
    ),
    endWords: new RegExp(
      `\\b(?:${given.flatMap(({ per, form }) => (per === "end" ? (form.literal ?? []) : [])).join("|")})\\b`,
      "iu",
    ),
    exported: named(({ exported }) => exported),
    hooks: named(({ methods }) => methods),
    parameters: named(({ parameters }) => parameters),
  };
}

function givenForms(
  { modules }: LibraryModel,
  { given = [], per }: HandlerModel,
): (GivenForm & { readonly keys: readonly string[] })[] {
  const packages = new Set(modules.map(packageOf));
  return given.map((written) => {
    const form = parseForm(written);
    return { form, per, packages, keys: modules.map((module) => `${plainModule(module)}|${form.path}`) };
  });
}

const lastOf = ({ form: { path } }: GivenForm): string => path.slice(path.lastIndexOf(".") + 1);

function grouped<V>(entries: readonly (readonly [string, V] | readonly (string | V)[])[]): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const [key, value] of entries as readonly (readonly [string, V])[])
    groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
