/** What libraries leave unbounded unless a program bounds it: waiting, connections, idleness. */
import type { LibraryModel } from "../schema.ts";
import { httpAgents, undiciAgents } from "./agents.ts";
import { fastify } from "./fastify.ts";
import { got } from "./got.ts";
import { axios, fetching, nodeFetch } from "./http-clients.ts";
import { http2 } from "./http2.ts";
import { httpServers, netServers, tlsServers } from "./node-servers.ts";
import { httpRequests, netSockets, tlsSockets } from "./requests.ts";
import { mqtt, webSockets } from "./sessions.ts";
import { undiciRequests } from "./undici-requests.ts";

export const bounds: readonly LibraryModel[] = [
  fetching,
  nodeFetch,
  axios,
  got,
  undiciRequests,
  httpRequests,
  netSockets,
  tlsSockets,
  httpAgents,
  undiciAgents,
  netServers,
  tlsServers,
  httpServers,
  http2,
  fastify,
  webSockets,
  mqtt,
];
