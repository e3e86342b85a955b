/** Calls of libraries that hold a connection while they last. */
import type { LibraryModel } from "../schema.ts";

export const webRequests = {
  modules: ["globalThis"],
  resources: [],
  occupies: ["fetch()", "new WebSocket()", "new EventSource()"],
} as const satisfies LibraryModel;

export const undiciRequests = {
  modules: ["undici"],
  resources: [],
  occupies: ["fetch()", "request()", "stream()"],
} as const satisfies LibraryModel;

export const nodeFetch = {
  modules: ["node-fetch"],
  resources: [],
  occupies: ["default()"],
} as const satisfies LibraryModel;

export const axios = {
  modules: ["axios"],
  resources: [],
  occupies: ["default()", "request()", "get()", "head()", "post()", "put()", "patch()", "delete()"],
} as const satisfies LibraryModel;

export const got = {
  modules: ["got"],
  resources: [],
  occupies: ["default()", "got()", "got.get()", "got.post()", "got.stream()"],
} as const satisfies LibraryModel;

export const wsRequests = {
  modules: ["ws"],
  resources: [],
  occupies: ["new WebSocket()", "new default()"],
} as const satisfies LibraryModel;

export const pgRequests = {
  modules: ["pg"],
  resources: [],
  occupies: ["Pool.connect()", "Pool.query()"],
} as const satisfies LibraryModel;

export const mysql2Requests = {
  modules: ["mysql2/promise", "mysql2"],
  resources: [],
  occupies: ["Pool.execute()", "Pool.getConnection()", "Pool.query()", "createConnection()"],
} as const satisfies LibraryModel;
