/** Browsers that a program starts: processes that outlive its interest in them. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const browsers: readonly Case[] = [
  {
    name: "a puppeteer browser is closed only if the page loads",
    code: ts`
      import puppeteer from "puppeteer-core";
      export async function title(url: string) {
        const browser = await puppeteer.launch({ channel: "chrome" }); //~ leakedOnThrow rejects
        const page = await browser.newPage();
        await page.goto(url);
        const found = await page.title();
        await browser.close();
        return found;
      }`,
  },
  {
    name: "closing a puppeteer browser ends its pages",
    code: ts`
      import puppeteer from "puppeteer-core";
      export async function title(url: string) {
        const browser = await puppeteer.launch({ channel: "chrome" });
        try {
          const page = await browser.newPage();
          await page.goto(url);
          return await page.title();
        } finally {
          await browser.close();
        }
      }`,
  },
  {
    name: "a puppeteer browser that was connected to is left to its owner",
    code: ts`
      import puppeteer from "puppeteer-core";
      export async function pages(browserWSEndpoint: string) {
        const browser = await puppeteer.connect({ browserWSEndpoint });
        try {
          return (await browser.pages()).length;
        } finally {
          await browser.disconnect();
        }
      }`,
  },
  {
    name: "a playwright browser stays open on an early return",
    code: ts`
      import { chromium } from "playwright-core";
      export async function shot(url: string) {
        const browser = await chromium.launch(); //~ leaked return
        const page = await browser.newPage();
        const response = await page.goto(url);
        if (response === null) return undefined;
        const image = await page.screenshot();
        await browser.close();
        return image;
      }`,
  },
  {
    name: "closing a playwright browser ends its contexts and pages",
    code: ts`
      import { chromium } from "playwright-core";
      export async function shot(url: string) {
        const browser = await chromium.launch();
        try {
          const context = await browser.newContext();
          const page = await context.newPage();
          await page.goto(url);
          return await page.screenshot();
        } finally {
          await browser.close();
        }
      }`,
  },
  {
    name: "the kind of playwright browser is a parameter",
    needs: "types",
    code: ts`
      import type { BrowserType } from "playwright-core";
      export async function version(type: BrowserType, url: string) {
        const browser = await type.launch(); //~ leakedOnThrow rejects
        const page = await browser.newPage({ baseURL: url });
        await page.goto("/");
        await browser.close();
      }`,
  },
  {
    name: "a playwright browser is kept by a fixture",
    code: ts`
      import { chromium, type Browser } from "playwright-core";
      let browser: Browser | undefined;
      export async function theBrowser() {
        browser ??= await chromium.launch();
        return browser;
      }
      export async function stop() {
        await browser?.close();
      }`,
  },
  {
    name: "a fixture goes on however its test went",
    code: ts`
      import { chromium, type Browser } from "playwright-core";
      interface Fixtures { browser: Browser; server: Browser }
      type Fixture<T> = (given: object, use: (value: T) => Promise<void>) => Promise<void>;
      declare const test: {
        extend(fixtures: { [K in keyof Fixtures]: Fixture<Fixtures[K]> | [Fixture<Fixtures[K]>, object] }): void;
      };
      test.extend({
        browser: async ({}, use) => {
          const browser = await chromium.launch();
          await use(browser);
          await browser.close();
        },
        server: [
          async ({}, use) => {
            const browser = await chromium.launch();
            await use(browser);
            await browser.close();
          },
          { scope: "worker" },
        ],
      });`,
  },
  {
    name: "a helper lends a browser to work that fails",
    code: ts`
      import { chromium, type Browser } from "playwright-core";
      export async function withBrowser(options: object, use: (browser: Browser) => Promise<void>) {
        const browser = await chromium.launch(options); //~ leakedOnThrow rejects
        await use(browser);
        await browser.close();
      }`,
  },
  {
    name: "a request context is disposed of only if the answer is good",
    code: ts`
      import { request } from "playwright-core";
      export async function health(baseURL: string) {
        const api = await request.newContext({ baseURL }); //~ leaked throw
        const response = await api.get("/health");
        if (!response.ok()) throw new Error("unhealthy");
        await api.dispose();
      }`,
  },
  {
    name: "a persistent context is closed whatever happens",
    code: ts`
      import { chromium } from "playwright-core";
      export async function visit(profile: string, url: string) {
        const context = await chromium.launchPersistentContext(profile);
        try {
          const page = await context.newPage();
          await page.goto(url);
        } finally {
          await context.close();
        }
      }`,
  },
  {
    name: "a connection ends with the server that the object itself keeps and ends",
    code: ts`
      import { type BrowserServer, chromium } from "playwright-core";
      export class Remote {
        protected server: BrowserServer | null = null;
        protected endpoint: string | null = null;
        async launch() {
          const server = await chromium.launchServer();
          const endpoint = server.wsEndpoint();
          this.endpoint = endpoint;
          this.server = server;
          return server;
        }
        async page() {
          if (!this.endpoint) throw new Error("not launched");
          const browser = await chromium.connect(this.endpoint);
          return await browser.newPage();
        }
        async close() {
          const server = this.server;
          this.server = null;
          await server?.close();
        }
      }`,
  },
  {
    name: "the server that is connected to is another one",
    code: ts`
      import { type BrowserServer, chromium } from "playwright-core";
      export class Remote {
        protected server: BrowserServer | null = null;
        protected endpoint: string | null = null;
        async launch() {
          const server = await chromium.launchServer();
          this.server = server;
          return server;
        }
        async page() {
          if (!this.endpoint) throw new Error("not launched");
          const browser = await chromium.connect(this.endpoint); //~ leaked return
          return await browser.newPage();
        }
        open(endpoint: string) {
          this.endpoint = endpoint;
        }
        async close() {
          const server = this.server;
          this.server = null;
          await server?.close();
        }
      }`,
  },
  {
    name: "nothing ends the server that is connected to",
    code: ts`
      import { type BrowserServer, chromium } from "playwright-core";
      export class Remote {
        protected server: BrowserServer | null = null;
        protected endpoint: string | null = null;
        async launch() {
          const server = await chromium.launchServer();
          this.endpoint = server.wsEndpoint();
          this.server = server;
          return server;
        }
        async page() {
          if (!this.endpoint) throw new Error("not launched");
          const browser = await chromium.connect(this.endpoint); //~ leaked return
          return await browser.newPage();
        }
        isOpen() {
          return this.server !== null;
        }
      }`,
  },
];
