/** The responses of Node's HTTP clients. */
import { readableFluent } from "../emitter.ts";
import type { LibraryModel } from "../schema.ts";

export const httpResponses = {
  modules: ["http", "https"],
  resources: [
    {
      name: "bodiless http response",
      acquire: [
        { form: "request((_) => {})", when: [{ argument: 0, option: "method", is: "HEAD" }] },
        { form: "request((_) => {})", when: [{ argument: 1, option: "method", is: "HEAD" }] },
        { form: "get((_) => {})", when: [{ argument: 0, option: "method", is: "HEAD" }] },
        { form: "get((_) => {})", when: [{ argument: 1, option: "method", is: "HEAD" }] },
      ],
      release: ["_.resume()"],
      lifetime: "body",
      unattended: true,
      endsByItself: true,
      disposable: "async",
      cwe: [772],
      source: "docs",
    },
    {
      name: "http response",
      types: ["IncomingMessage"],
      acquire: ["get((_) => {})", "request((_) => {})", "ClientRequest.on('response', (_) => {})"],
      release: ["_.resume()", "_.destroy()"],
      lifetime: "body",
      takenBy: ["_.pipe()", "_.on('data')", "_.on('readable')", "_.once('data')", "_.once('readable')"],
      ends: ["close", "end", "error"],
      endedWhen: ["statusCode=204", "statusCode=304"],
      always: ["headers", "statusCode"],
      iteration: "releases",
      fluent: [...readableFluent, "setTimeout"],
      twice: "tolerated",
      disposable: "async",
      cwe: [772, 400],
      note: "Core discards the body only when no one listens for the response at all.",
      source: "probed",
    },
  ],
  // What a server answers with closes when its client leaves.
  sinks: ["ServerResponse", "ClientRequest"],
} as const satisfies LibraryModel;
