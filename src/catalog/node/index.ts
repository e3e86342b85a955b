/** The models of Node's own modules. */
import type { LibraryModel } from "../schema.ts";
import { childProcess } from "./child-process.ts";
import { dgram } from "./dgram.ts";
import { endHandlers, importedEndHandlers } from "./ends.ts";
import { fsDescriptors } from "./fs-descriptors.ts";
import { fsStreams } from "./fs-streams.ts";
import { fsSync } from "./fs-sync.ts";
import { fsTemporary } from "./fs-temporary.ts";
import { fsWatchers } from "./fs-watchers.ts";
import { fs } from "./fs.ts";
import { clockHandlers, http2Handlers, httpHandlers, netHandlers, threadHandlers, tlsHandlers } from "./handlers.ts";
import { http } from "./http.ts";
import { http2 } from "./http2.ts";
import { net } from "./net.ts";
import { crypto, os, zlib } from "./plain.ts";
import { assert, consoleModule, processGlobals, processModule, util } from "./process.ts";
import { readline } from "./readline.ts";
import { sqlite } from "./sqlite.ts";
import { events, stream, streamConsumers } from "./stream.ts";
import { abortion, timers } from "./timers.ts";
import { tls } from "./tls.ts";
import { workerThreads } from "./worker-threads.ts";

export const node: readonly LibraryModel[] = [
  fsDescriptors,
  fs,
  fsStreams,
  fsTemporary,
  fsWatchers,
  fsSync,
  net,
  tls,
  http,
  http2,
  dgram,
  childProcess,
  workerThreads,
  readline,
  sqlite,
  timers,
  abortion,
  stream,
  streamConsumers,
  events,
  processGlobals,
  processModule,
  consoleModule,
  assert,
  util,
  zlib,
  crypto,
  os,
  clockHandlers,
  endHandlers,
  http2Handlers,
  httpHandlers,
  importedEndHandlers,
  netHandlers,
  threadHandlers,
  tlsHandlers,
];
