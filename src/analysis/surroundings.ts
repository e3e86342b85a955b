/** Where a file runs, by the modules that it names: on a server, in a page, or as a tool that serves nobody. */
import { catalog, type LibraryModel, type Surroundings } from "../catalog/index.ts";
import type { File } from "./file.ts";
import { plainModule } from "./knowledge.ts";
import { modulesIn } from "./written.ts";

interface Modules {
  readonly imported: Readonly<Record<Surroundings, RegExp>>;
  readonly needed: Readonly<Record<Surroundings, RegExp>>;
}

const known = new WeakMap<readonly LibraryModel[], Modules>();

function modulesOf(own: readonly LibraryModel[]): Modules {
  const found = known.get(own);
  if (found) return found;
  const libraries = [...own, ...catalog];
  const anyOf = (place: Surroundings, said: "runsIn" | "dependentsRunIn"): string =>
    libraries.flatMap((one) => (one[said] === place ? one.modules.map(patternOf) : [])).join("|");
  const named = (place: Surroundings): RegExp => new RegExp(`["'](?:${anyOf(place, "runsIn")})["']`, "u");
  const isOne = (place: Surroundings): RegExp => new RegExp(`^(?:${anyOf(place, "dependentsRunIn")})$`, "u");
  const made = {
    imported: {
      server: new RegExp(`^(?:${anyOf("server", "runsIn")})$`, "u"),
      page: named("page"),
      tool: named("tool"),
    },
    needed: { server: isOne("server"), page: isOne("page"), tool: isOne("tool") },
  };
  known.set(own, made);
  return made;
}

/** `pg/*` is `pg` and all below it. */
function patternOf(module: string): string {
  const name = module.replace(/\/\*$/u, "").replace(/[$()*+./?[\\\]^{|}]/gu, "\\$&");
  return module.endsWith("/*") ? `${name}(?:\\/[^"']+)?` : name;
}

/** Only by an import: `"path"` and `"url"` are words, too. */
export const importsModuleOfServer = ({ sourceCode: { text }, settings }: File): boolean =>
  modulesIn(text).some((name) => modulesOf(settings.libraries).imported.server.test(plainModule(name)));

/** Wherever it is named: components are loaded in many ways, and tools hand themselves over. */
export const namesModuleOf = (place: "page" | "tool", { sourceCode: { text }, settings }: File): boolean =>
  modulesOf(settings.libraries).imported[place].test(text);

/** A package that depends on the library `name` runs there. */
export const isNeededIn = (place: Surroundings, name: string, { settings }: File): boolean =>
  modulesOf(settings.libraries).needed[place].test(name);
