/** It is (not) a leak when a way out leaves the body of a response unread. */
import { requireBodyConsumption } from "../../src/rules/require-body-consumption.ts";
import { ts, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

const leaks: Parameters<typeof mendsOf>[0] = [
  {
    name: "an error status returns before the body is read",
    code: ts`
      import { request } from "undici";
      export async function load(url: string) {
        const { statusCode, body } = await request(url);
        if (statusCode === 404) {
          return undefined;
        }
        return body.json();
      }`,
    errors: [
      {
        messageId: "unread",
        line: 3,
        data: {
          holder: "body",
          resource: "undici response body",
          exit: "the function returns on line 5",
          release: "await body.dump()",
        },
        suggestions: [
          {
            messageId: "releaseBefore",
            output: ts`
              import { request } from "undici";
              export async function load(url: string) {
                const { statusCode, body } = await request(url);
                if (statusCode === 404) {
                  await body.dump();
                  return undefined;
                }
                return body.json();
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "only the status is asked for",
    code: ts`
      import { request } from "undici";
      export const status = async (url: string) => (await request(url)).statusCode;`,
    errors: [
      { messageId: "dropped", data: { resource: "undici response body", release: "dump()" }, suggestions: null },
    ],
  },
];

const mild: typeof leaks = [
  {
    name: "a fetch response throws, where 'strict' is asked for",
    code: ts`
      export async function load(url: string) {
        const response = await fetch(url);
        if (!response.ok) {
          throw new Error(response.statusText);
        }
        return response.json();
      }`,
    errors: [
      {
        messageId: "unread",
        data: {
          holder: "response",
          resource: "fetch response",
          exit: "the function throws on line 4",
          release: "await response.body?.cancel()",
        },
        suggestions: [
          {
            messageId: "releaseBefore",
            output: ts`
              export async function load(url: string) {
                const response = await fetch(url);
                if (!response.ok) {
                  await response.body?.cancel();
                  throw new Error(response.statusText);
                }
                return response.json();
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "the next attempt replaces an unread response",
    code: ts`
      export async function load(url: string) {
        let response = await fetch(url);
        response = await fetch(url);
        return response.json();
      }`,
    errors: [
      {
        messageId: "replaced",
        line: 2,
        data: { holder: "response", resource: "fetch response", line: "3", release: "await response.body?.cancel()" },
        suggestions: [
          {
            messageId: "releaseFirst",
            output: ts`
              export async function load(url: string) {
                let response = await fetch(url);
                await response.body?.cancel();
                response = await fetch(url);
                return response.json();
              }`,
          },
        ],
      },
    ],
  },
];

const strict = [{ tier: "strict" as const }];

untyped.run("require-body-consumption", requireBodyConsumption, {
  valid: [
    ...mendsOf(leaks),
    ...mendsOf(mild).map((one) => ({ ...one, options: strict })),
    ...mild.map(({ name, code }) => ({ name: `not in 'recommended': ${name ?? ""}`, code })),
  ] as never,
  invalid: [...leaks, ...mild.map((one) => ({ ...one, options: strict }))] as never,
});

const streamed = (options: string, caught = "console.warn(error);"): string => ts`
  import axios from "axios";
  export async function save(url: string, to: NodeJS.WritableStream, more: { readonly timeout: number }) {
    try {
      const { data } = await axios.get<NodeJS.ReadableStream>(url, { responseType: "stream"${options} });
      data.pipe(to);
    } catch (error) {
      ${caught}
    }
  }`;
const doubtful = { options: strict, settings: { leakproof: { unknownCalls: "borrows" } } };

untyped.run("require-body-consumption of what is rejected", requireBodyConsumption, {
  valid: [
    { name: "no status is rejected", code: streamed(", validateStatus: () => true"), ...doubtful },
    { name: "other options may decide what is rejected", code: streamed(", ...more"), ...doubtful },
    {
      name: "the response of the error is destroyed",
      code: streamed("", "if (axios.isAxiosError(error)) error.response?.data.destroy();"),
      ...doubtful,
    },
    {
      name: "the response is taken out of the error",
      code: streamed(
        "",
        "const { response } = error as { response?: { data: NodeJS.ReadStream } }; response?.data.destroy();",
      ),
      ...doubtful,
    },
    { name: "nobody looks at the error, by default", code: streamed("") },
  ] as never,
  invalid: [
    {
      name: "nobody looks at the error",
      code: streamed(""),
      ...doubtful,
      errors: [
        {
          messageId: "rejected",
          line: 4,
          data: { call: "'get()'", resource: "axios response stream", release: "error.response.data.destroy()" },
        },
      ],
    },
  ] as never,
});
