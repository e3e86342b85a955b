/** What a registry must not outlive, in one list. */
import type { LibraryModel } from "../schema.ts";
import { netPeers, tlsPeers, httpPeers, http2Peers, workerPeers } from "./node.ts";
import { jsonRpcStdio, mcpStdio } from "./stdio.ts";
import { responses, wsPeers, socketIo, mqtt, webPeers } from "./libraries.ts";

export const peers: readonly LibraryModel[] = [
  netPeers,
  tlsPeers,
  httpPeers,
  http2Peers,
  workerPeers,
  responses,
  wsPeers,
  socketIo,
  mqtt,
  webPeers,
  mcpStdio,
  jsonRpcStdio,
];
