/** Where a file runs, by the modules that it names: on a server, in a page, or as a tool that serves nobody. */
import { catalog, type LibraryModel, type Surroundings } from "../catalog/index.ts";
import type { File } from "./file.ts";
import { plainModule } from "./knowledge.ts";
import { modulesIn } from "./written.ts";

type Modules = Readonly<Record<Surroundings, RegExp>>;

const known = new WeakMap<readonly LibraryModel[], Modules>();

function modulesOf(own: readonly LibraryModel[]): Modules {
  const found = known.get(own);
  if (found) return found;
  const libraries = [...own, ...catalog];
  const anyOf = (place: Surroundings): string =>
    libraries.flatMap(({ modules, runsIn }) => (runsIn === place ? modules.map(patternOf) : [])).join("|");
  const made = {
    server: new RegExp(`^(?:${anyOf("server")})$`, "u"),
    page: new RegExp(`["'](?:${anyOf("page")})["']`, "u"),
    tool: new RegExp(`["'](?:${anyOf("tool")})["']`, "u"),
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
  modulesIn(text).some((name) => modulesOf(settings.libraries).server.test(plainModule(name)));

/** Wherever it is named: components are loaded in many ways, and tools hand themselves over. */
export const namesModuleOf = (place: "page" | "tool", { sourceCode: { text }, settings }: File): boolean =>
  modulesOf(settings.libraries)[place].test(text);
