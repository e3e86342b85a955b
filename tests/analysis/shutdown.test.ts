/** A shutdown is (not) said to forget what another file of the program ends (leaves open). */
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { SourceCode } from "eslint";
import { expect, it } from "vitest";
import { forgottenAtShutdown } from "../../src/analysis/index.ts";
import { ts } from "../support/rule-tester.ts";
import { fixture, programOf } from "./judge.ts";

const service = ts`
  import { createServer } from "node:http";
  import { Pool } from "pg";
  const pool = new Pool();
  export const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
  server.listen(80);
  process.once("SIGTERM", () => void pool.end());`;

const others: readonly (readonly [name: string, code: string, forgotten: readonly string[]])[] = [
  ["nobody else ends it", 'import { server } from "./service.js";\nserver.ref();', ["server"]],
  [
    "another file closes it",
    'import { server } from "./service.js";\nprocess.once("SIGTERM", () => server.close());',
    [],
  ],
  [
    "another file closes it by the name of the module",
    'import * as service from "./service.js";\nprocess.once("SIGTERM", () => service.server.close());',
    [],
  ],
  [
    "another file closes all of a list",
    'import { server } from "./service.js";\nconst all = [server];\nprocess.once("SIGTERM", () => all.forEach((one) => one.close()));',
    [],
  ],
  [
    "another file gives it to what shuts it down",
    'import { server } from "./service.js";\ndeclare function createTerminus(one: unknown): void;\ncreateTerminus(server);',
    [],
  ],
];

it.each(others)("%s", (_, code, forgotten) => {
  const path = join(fixture, "shutdown/service.ts");
  const program = programOf(
    new Map([
      [path, service],
      [join(fixture, "shutdown/main.ts"), code],
    ]),
  );
  const { ast, scopeManager, services, visitorKeys } = parser.parseForESLint(service, {
    programs: [program],
    filePath: path,
    loc: true,
    range: true,
    comment: true,
    tokens: true,
  });
  const sourceCode = new SourceCode({
    text: service,
    ast,
    scopeManager,
    parserServices: services,
    visitorKeys,
  } as never);
  sourceCode.traverse();
  const context = { sourceCode, settings: {}, filename: path, cwd: fixture, languageOptions: { parser } };
  expect(forgottenAtShutdown(context as never).map(({ acquisition }) => acquisition.holder)).toEqual(forgotten);
});
