/** Calls of Node's own modules that hold a connection, a file or a process while they last. */
import type { LibraryModel } from "../schema.ts";

export const netRequests = {
  modules: ["net"],
  resources: [],
  occupies: ["connect()", "createConnection()"],
} as const satisfies LibraryModel;

export const tlsRequests = { modules: ["tls"], resources: [], occupies: ["connect()"] } as const satisfies LibraryModel;

export const httpRequests = {
  modules: ["http", "https"],
  resources: [],
  occupies: ["get()", "request()"],
} as const satisfies LibraryModel;

export const fsPromisesRequests = {
  modules: ["fs/promises"],
  resources: [],
  occupies: ["open()", "opendir()", "readFile()", "writeFile()", "appendFile()"],
} as const satisfies LibraryModel;

export const fsRequests = {
  modules: ["fs"],
  resources: [],
  occupies: [
    "open()",
    "opendir()",
    "readFile()",
    "writeFile()",
    "appendFile()",
    "createReadStream()",
    "createWriteStream()",
    "promises.open()",
    "promises.opendir()",
    "promises.readFile()",
    "promises.writeFile()",
    "promises.appendFile()",
  ],
} as const satisfies LibraryModel;

export const processRequests = {
  modules: ["child_process"],
  resources: [],
  occupies: ["exec()", "execFile()", "fork()", "spawn()"],
} as const satisfies LibraryModel;
