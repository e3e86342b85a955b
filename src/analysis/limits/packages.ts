/** Does the package that a file belongs to run on a server? Its package.json says what it depends on. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What answers requests or stores data, and has no use in a browser. */
const SERVES =
  /^(?:express|fastify|koa|hono|restify|@hono\/node-server|@hapi\/hapi|@nestjs\/(?:core|common)|socket\.io|pg|mysql2|mongodb|mongoose|ioredis|redis|bullmq|node-cron|kafkajs|amqplib|knex|typeorm|@prisma\/client|nodemailer)$/u;

/** What makes pages, or is there to bundle them. */
const SHOWS =
  /^(?:react|vue|svelte|solid-js|preact|lit|ember-source|@angular\/core|next|nuxt|astro|expo|react-native|electron|@sveltejs\/kit|@remix-run\/.+|vite)$/u;

/** It depends on a server's libraries and on none of a page's. */
export function isServersPackage(filename: string): boolean {
  const known = packageAbove(dirname(filename));
  if (!known || known.browser !== undefined || known.browserslist !== undefined) return false;
  const needed = Object.keys(known.dependencies ?? {});
  const all = [...needed, ...Object.keys(known.devDependencies ?? {}), ...Object.keys(known.peerDependencies ?? {})];
  return needed.some((name) => SERVES.test(name)) && !all.some((name) => SHOWS.test(name));
}

type Names = Readonly<Record<string, unknown>>;

interface Package {
  readonly dependencies?: Names;
  readonly devDependencies?: Names;
  readonly peerDependencies?: Names;
  readonly browser?: unknown;
  readonly browserslist?: unknown;
}

/** Files without a name of a package only say how modules below them are read. */
function packageAbove(folder: string): Package | undefined {
  const found = readPackage(join(folder, "package.json"));
  if (found && "name" in found) return found;
  const above = dirname(folder);
  return above === folder ? undefined : packageAbove(above);
}

function readPackage(path: string): Package | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof found === "object" && found !== null ? found : undefined;
  } catch {
    return undefined;
  }
}
