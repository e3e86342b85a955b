/** What runs functions of the program: web frameworks, clocks, serverless hosts. */
import type { LibraryModel } from "../schema.ts";
import { express } from "./express.ts";
import { fastify } from "./fastify.ts";
import { functionHosts } from "./function-hosts.ts";
import { hono } from "./hono.ts";
import { koa } from "./koa.ts";
import { nest } from "./nest.ts";
import { nodeCron } from "./node-cron.ts";
import { bundles, pages } from "./pages.ts";
import { react } from "./react.ts";
import { clients, platform, services } from "./servers.ts";
import { commands, testTools } from "./tools.ts";

export const frameworks: readonly LibraryModel[] = [
  express,
  fastify,
  koa,
  hono,
  nest,
  nodeCron,
  functionHosts,
  react,
  platform,
  services,
  clients,
  pages,
  bundles,
  testTools,
  commands,
];
