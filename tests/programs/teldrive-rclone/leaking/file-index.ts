/** Tells the index server which files are stored. */
import http from "node:http";

const agent = new http.Agent({ maxSockets: 64 }); // LEAK require-connection-reuse

export function record(name: string, index: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(name, index), { method: "POST", agent }, (response) => {
      // LEAK require-timeout
      response.resume();
      response.on("end", resolve);
    });
    request.on("error", reject);
    request.end();
  });
}
