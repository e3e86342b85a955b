/** The responses of fetch, wherever it comes from: the runtime, undici, node-fetch. */
import type { LibraryModel, ResourceModel } from "../schema.ts";

/** Answers that have no body, or that it does not matter to read: those of a page, which the browser looks after. */
const BODILESS = [
  "await fetch('/*')",
  { form: "await fetch()", when: [{ argument: 1, option: "credentials", is: "present" }] },
  { form: "await fetch()", when: [{ argument: 1, option: "method", is: "HEAD" }] },
  { form: "await fetch()", when: [{ argument: 1, option: "redirect", is: "manual" }] },
] as const satisfies ResourceModel["acquire"];

const bodiless = {
  name: "bodiless fetch response",
  acquire: BODILESS,
  release: ["await _.body.cancel()"],
  lifetime: "body",
  unattended: true,
  endsByItself: true,
  cwe: [772],
  source: "docs",
} as const satisfies ResourceModel;

const READS = ["_.text()", "_.json()", "_.arrayBuffer()", "_.blob()", "_.formData()", "_.clone()"] as const;
const EMPTY = ["!body", "bodyUsed", "status=204", "status=205", "status=304"] as const;

const response = {
  name: "fetch response",
  types: ["Response"],
  acquire: ["await fetch()"],
  release: ["await _.body.cancel()"],
  takenBy: [
    ...READS,
    "_.body.getReader()",
    "_.body.pipeTo()",
    "_.body.pipeThrough()",
    "_.body.tee()",
    "_.body.values()",
  ],
  lifetime: "body",
  mild: true,
  endedWhen: EMPTY,
  cwe: [772, 400],
  note: "An unread body keeps its connection until garbage collection finds the response.",
  source: "probed",
} as const satisfies ResourceModel;

export const webFetch = {
  modules: ["globalThis"],
  resources: [bodiless, response],
} as const satisfies LibraryModel;

export const undiciFetch = {
  modules: ["undici"],
  resources: [bodiless, { ...response, takenBy: [...response.takenBy, "_.bytes()"] }],
} as const satisfies LibraryModel;

/** Its fetch is the default export. */
export const nodeFetch = {
  modules: ["node-fetch"],
  resources: [
    {
      ...bodiless,
      acquire: [
        { form: "await default()", when: [{ argument: 1, option: "method", is: "HEAD" }] },
        { form: "await default()", when: [{ argument: 1, option: "redirect", is: "manual" }] },
      ],
      release: ["_.body.resume()"],
    },
    {
      name: "node fetch response",
      types: ["Response"],
      acquire: ["await default()"],
      release: ["_.body.resume()"],
      takenBy: [...READS, "_.buffer()", "_.body.pipe()", "_.body.on('data')", "_.body.on('readable')"],
      lifetime: "body",
      mild: true,
      endedWhen: EMPTY,
      cwe: [772, 400],
      note: "Small bodies fit into its buffer; a larger one keeps its socket.",
      source: "source",
    },
  ],
} as const satisfies LibraryModel;
