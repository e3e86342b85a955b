/** Where a call stands: in a program that goes on serving, or aside of it, in a test, a script, a page. */
import type { File } from "../file.ts";
import { isPage } from "../pages.ts";
import { plainModule } from "../knowledge.ts";
import { isTest } from "../test-code.ts";
import { isServersPackage } from "./packages.ts";

/** Folders of the project, folders right above a file, and names of files, that serve nobody. */
const ASIDE_FOLDER =
  /(?:^|\/)(?:test|__tests__|e2e[-\w]*|acceptance|fixtures|__fixtures__|mocks|__mocks__|scripts|bench(?:marks?)?|examples?|samples?|demos?|releases?)\//iu;
const ASIDE_PARENT =
  /(?:^|\/)(?:tests|specs?|scripts?|bin|cli|commands?|tools?|tasks|build|\.github|migrations?|seeds?|fonts)\/(?:[^/]+\/)?[^/]+$/iu;
const ASIDE_NAME =
  /[.-](?:test|spec|e2e|bench|stories|config|cli|mock)\.[cm]?[jt]sx?$|(?:^|\/)(?:cli|gulpfile|gruntfile|setup)\.[cm]?[jt]sx?$/iu;
const RUNNERS =
  /["'](?:vitest|@jest\/globals|node:test|mocha|chai|ava|tap|@playwright\/test|commander|yargs|inquirer|@oclif\/core|cypress)["']/u;

/** Where a file lies: its path, and the folder that the lint runs in. */
export interface Place {
  readonly filename: string;
  readonly cwd: string;
}

/** A test, a script, a tool of the command line. */
export function isAside(file: File, { filename, cwd }: Place): boolean {
  const path = (filename.startsWith(cwd) ? filename.slice(cwd.length) : filename).replaceAll("\\", "/");
  return (
    [ASIDE_FOLDER, ASIDE_PARENT, ASIDE_NAME].some((aside) => aside.test(path)) ||
    RUNNERS.test(file.sourceCode.text) ||
    isTest(file) ||
    file.sourceCode.text.startsWith("#!")
  );
}

const BUILT_IN =
  /^(?:async_hooks|buffer|child_process|cluster|crypto|dgram|dns|events|fs|fs\/promises|http|https|http2|net|os|path|perf_hooks|process|stream|stream\/promises|timers\/promises|tls|url|util|v8|worker_threads|zlib)$/u;
const SERVING =
  /^(?:express|fastify|koa|@koa\/.+|hono|@hono\/node-server|@nestjs\/.+|@fastify\/.+|@hapi\/.+|restify|socket\.io|ws|pg|mysql2|mongodb|mongoose|ioredis|redis|bullmq|node-cron|kafkajs|amqplib|mqtt|knex|typeorm|@prisma\/client|undici|got|node-fetch|@aws-sdk\/.+|aws-lambda|nodemailer|pino|winston)(?:\/.+)?$/u;

/** Evidence that the file, or the package it belongs to, runs on a server, for what browsers have as well. */
export function runsOnServer(file: File, { filename }: Place): boolean {
  const { checker, sourceCode } = file;
  if (isPage(file)) return false;
  const specifiers = [...sourceCode.text.matchAll(/\b(?:from|require\(|import\(?)\s*["']([^"']+)["']/gu)].map(
    ([, name = ""]) => name,
  );
  if (specifiers.some((name) => BUILT_IN.test(plainModule(name)) || SERVING.test(name))) return true;
  if (checker !== undefined && checker.isTypeScript(sourceCode.ast) && !checker.target().hasDom) return true;
  return isServersPackage(filename);
}
