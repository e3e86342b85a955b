/** What holds a connection, a file or a process while it lasts, in one list. */
import type { LibraryModel } from "../schema.ts";
import { netRequests, tlsRequests, httpRequests, fsPromisesRequests, fsRequests, processRequests } from "./node.ts";
import {
  webRequests,
  undiciRequests,
  nodeFetch,
  axios,
  got,
  wsRequests,
  pgRequests,
  mysql2Requests,
} from "./libraries.ts";

export const requests: readonly LibraryModel[] = [
  netRequests,
  tlsRequests,
  httpRequests,
  fsPromisesRequests,
  fsRequests,
  processRequests,
  webRequests,
  undiciRequests,
  nodeFetch,
  axios,
  got,
  wsRequests,
  pgRequests,
  mysql2Requests,
];
