/** Responses that clients answer as Node streams when they are asked to: axios, got, S3. */
import { readableFluent } from "../emitter.ts";
import type { AcquireForm, LibraryModel, ResourceModel, When } from "../schema.ts";

const READS = ["_.pipe()", "_.on('data')", "_.on('readable')"] as const;

const stream = {
  release: ["_.destroy()", "_.resume()"],
  lifetime: "body",
  takenBy: READS,
  ends: ["close", "end", "error"],
  iteration: "releases",
  disposable: "async",
  cwe: [772, 400],
} as const satisfies Omit<ResourceModel, "name" | "acquire">;

const asStream = (argument: number): readonly [When] => [{ argument, option: "responseType", is: "stream" }];

export const axiosStreams = {
  modules: ["axios"],
  resources: [
    {
      ...stream,
      name: "axios response stream",
      acquire: [
        { form: "{ data: _ } = await default()", when: asStream(0) },
        { form: "{ data: _ } = await default.get()", when: asStream(1) },
        { form: "{ data: _ } = await default.post()", when: asStream(2) },
        { form: "{ data: _ } = await default.request()", when: asStream(0) },
        ...["Axios", "AxiosInstance"].flatMap((owner): AcquireForm[] => [
          { form: `{ data: _ } = await ${owner}.get()`, when: asStream(1) },
          { form: `{ data: _ } = await ${owner}.post()`, when: asStream(2) },
          { form: `{ data: _ } = await ${owner}.request()`, when: asStream(0) },
        ]),
      ],
      rejectsWith: { path: "response.data", unless: ["validateStatus", "interceptors.response"] },
      note: "A status that axios rejects leaves the stream unread in 'error.response.data'.",
      source: "probed",
    },
  ],
} as const satisfies LibraryModel;

export const gotStreams = {
  modules: ["got"],
  resources: [
    {
      ...stream,
      name: "got stream",
      acquire: ["got.stream()", "default.stream()"],
      takenBy: [...READS],
      fluent: readableFluent,
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;

export const s3Bodies = {
  modules: ["@aws-sdk/client-s3"],
  resources: [
    {
      name: "s3 object body",
      acquire: [
        { form: "{ Body: _ } = await S3Client.send()", when: [{ argument: 0, is: "new GetObjectCommand()" }] },
        "{ Body: _ } = await S3.getObject()",
      ],
      release: ["_.destroy()", "_.resume()"],
      lifetime: "body",
      takenBy: ["_.transformToString()", "_.transformToByteArray()", "_.transformToWebStream()", ...READS],
      ends: ["close", "end", "error"],
      iteration: "releases",
      disposable: "async",
      cwe: [772, 400],
      note: "An object that is not read keeps one of the client's 50 sockets.",
      source: "docs",
    },
  ],
} as const satisfies LibraryModel;
