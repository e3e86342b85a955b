/** Agents: they hold sockets once a request uses them, through the instances that keep them, too. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const agents: readonly Case[] = [
  {
    name: "a function makes an agent for one request",
    code: ts`
      import http from "node:http";
      export function head(host: string): Promise<number> {
        const agent = new http.Agent({ keepAlive: true }); //~ leaked return
        return new Promise((resolve, reject) => {
          const request = http.request({ host, method: "HEAD", agent }, (response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
          });
          request.on("error", reject);
          request.end();
        });
      }`,
  },
  {
    name: "a factory answers a view of an agent, and each request is given a new one",
    code: ts`
      import { Agent, fetch, interceptors, ProxyAgent } from "undici";
      function dispatcherFor(proxy: string | undefined) {
        const base = proxy ? new ProxyAgent(proxy) : new Agent({ connections: 10 });
        const dispatcher = base.compose(interceptors.retry());
        dispatcher.on("connect", (origin) => console.log(origin.href));
        return dispatcher;
      }
      export async function load(url: string): Promise<string> {
        const answer = await fetch(url, { dispatcher: dispatcherFor(process.env["PROXY"]) }); //~ dropped
        return answer.text();
      }`,
  },
  {
    name: "a factory answers a view of an agent that the whole module shares",
    code: ts`
      import { Agent, fetch, interceptors } from "undici";
      const base = new Agent({ connections: 10 });
      function dispatcherFor(retries: number) {
        const dispatcher = base.compose(interceptors.retry({ maxRetries: retries }));
        return dispatcher;
      }
      export async function load(url: string): Promise<string> {
        const answer = await fetch(url, { dispatcher: dispatcherFor(3) });
        return answer.text();
      }`,
  },
  {
    name: "an instance keeps an agent, and nobody keeps the instance",
    code: ts`
      import https from "node:https";
      import axios from "axios";
      export async function rates(base: string): Promise<unknown> {
        const client = axios.create({
          httpsAgent: new https.Agent({ keepAlive: true }), //~ leaked return
        });
        const { data } = await client.get<unknown>(base);
        return data;
      }`,
  },
  {
    name: "whoever asked for the instance has the agent",
    code: ts`
      import https from "node:https";
      import axios from "axios";
      export function clientFor(base: string) {
        const client = axios.create({ baseURL: base, httpsAgent: new https.Agent({ keepAlive: true }) });
        client.interceptors.request.use((config) => config);
        return client;
      }
      export function rates(base: string) {
        const client = axios.create({ httpsAgent: new https.Agent({ keepAlive: true }) });
        return { get: (path: string) => client.get(base + path) };
      }`,
  },
  {
    name: "a call is given an agent of its own",
    code: ts`
      import https from "node:https";
      import axios from "axios";
      export async function rates(base: string): Promise<unknown> {
        const httpsAgent = new https.Agent({ keepAlive: true }); //~ leaked return
        const { data } = await axios.get<unknown>(base, { httpsAgent });
        return data;
      }`,
  },
  {
    name: "the agent is ended, or keeps nothing, or is used by nobody",
    code: ts`
      import https from "node:https";
      import axios from "axios";
      export async function rates(base: string): Promise<unknown> {
        const httpsAgent = new https.Agent({ keepAlive: true });
        try {
          return await axios.get<unknown>(base, { httpsAgent });
        } finally {
          httpsAgent.destroy();
        }
      }
      export async function others(base: string): Promise<unknown> {
        const idle = new https.Agent({ keepAlive: true });
        console.log(idle.maxSockets);
        return await axios.get<unknown>(base, { httpsAgent: new https.Agent({ rejectUnauthorized: false }) });
      }`,
  },
];
