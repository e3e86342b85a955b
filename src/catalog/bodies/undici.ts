/** undici's request: a body that is a Node stream. */
import { readableFluent } from "../emitter.ts";
import type { LibraryModel, ResourceModel } from "../schema.ts";

const HEAD = { option: "method", is: "HEAD" } as const;

const body = {
  name: "undici response body",
  acquire: ["{ body: _ } = await request()", "{ body: _ } = await Dispatcher.request()"],
  release: ["await _.dump()", "_.destroy()", "_.resume()"],
  lifetime: "body",
  takenBy: [
    "_.text()",
    "_.json()",
    "_.arrayBuffer()",
    "_.blob()",
    "_.bytes()",
    "_.formData()",
    "_.pipe()",
    "_.on('data')",
    "_.on('readable')",
  ],
  ends: ["close", "end", "error"],
  iteration: "releases",
  endedWhen: ["statusCode=204", "statusCode=205", "statusCode=304"],
  timeouts: ["headersTimeout", "bodyTimeout", "signal"],
  disposable: "async",
  cwe: [772, 400],
  note: "An unread body keeps its pooled connection busy.",
  source: "probed",
} as const satisfies ResourceModel;

export const undiciBodies = {
  modules: ["undici"],
  resources: [
    {
      name: "bodiless undici response",
      acquire: [
        { form: "{ body: _ } = await request()", when: [{ argument: 1, ...HEAD }] },
        { form: "{ body: _ } = await Dispatcher.request()", when: [{ argument: 0, ...HEAD }] },
      ],
      release: ["_.dump()"],
      lifetime: "body",
      unattended: true,
      endsByItself: true,
      disposable: "async",
      cwe: [772],
      source: "docs",
    },
    body,
    {
      name: "undici pipeline",
      acquire: ["pipeline()", "Dispatcher.pipeline()"],
      release: ["_.destroy()", "_.resume()"],
      lifetime: "body",
      takenBy: ["_.pipe()", "_.on('data')", "_.on('readable')"],
      fluent: readableFluent,
      ends: ["close", "end", "error"],
      iteration: "releases",
      disposable: "async",
      cwe: [772, 400],
      note: "What a handler answers is unread until the pipeline is: a body larger than its buffer keeps the connection.",
      source: "probed",
    },
  ],
} as const satisfies LibraryModel;
