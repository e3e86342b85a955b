/** Tells the index server which files are stored, over connections that are used again. */
import http from "node:http";
import { indexClient } from "./clients.ts";

export function record(name: string, index: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { method: "POST", agent: indexClient, timeout: 10_000 };
    const request = http.request(new URL(name, index), options, (response) => {
      response.resume();
      response.on("end", resolve);
      response.on("error", reject);
    });
    request.on("timeout", () => request.destroy(new Error("The index server does not answer.")));
    request.on("error", reject);
    request.end();
  });
}
