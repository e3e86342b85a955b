/** Playwright: browsers and what else it starts. Pages and contexts are left out: they end with their browser. */
import type { LibraryModel } from "./schema.ts";

const browserTypes = ["chromium", "firefox", "webkit", "BrowserType"] as const;
const ofEach = <M extends string>(method: M) => browserTypes.map((type) => `await ${type}.${method}()` as const);

export const playwright = {
  modules: ["playwright-core", "playwright", "@playwright/test"],
  resources: [
    {
      name: "playwright browser",
      types: ["Browser"],
      acquire: [...ofEach("launch"), ...ofEach("connect"), ...ofEach("connectOverCDP")],
      release: ["_.close()"],
      ends: ["disconnected"],
      fluent: ["on", "once", "off", "addListener", "prependListener", "removeListener"],
      parameter: "borrows",
      twice: "tolerated",
      timeouts: ["timeout"],
      disposable: "async",
      cwe: [772],
      note: "close() ends its contexts and pages, too.",
      source: "memory",
    },
    {
      name: "playwright persistent context",
      types: ["BrowserContext"],
      acquire: ofEach("launchPersistentContext"),
      release: ["_.close()"],
      ends: ["close"],
      mayNotCome: ["page", "request", "response"],
      parameter: "borrows",
      twice: "tolerated",
      disposable: "async",
      cwe: [772],
      note: "Closing it closes its browser.",
      source: "memory",
    },
    {
      name: "playwright browser server",
      types: ["BrowserServer"],
      acquire: ofEach("launchServer"),
      release: ["_.close()", "_.kill()"],
      lifetime: "app",
      ends: ["close"],
      parameter: "borrows",
      twice: "tolerated",
      disposable: "async",
      cwe: [772],
      source: "memory",
    },
    {
      name: "playwright request context",
      types: ["APIRequestContext"],
      acquire: ["await request.newContext()", "await APIRequest.newContext()"],
      release: ["_.dispose()"],
      parameter: "borrows",
      disposable: "async",
      cwe: [772],
      source: "memory",
    },
    {
      name: "playwright electron application",
      types: ["ElectronApplication"],
      acquire: ["await _electron.launch()", "await Electron.launch()"],
      release: ["_.close()"],
      ends: ["close"],
      parameter: "borrows",
      disposable: "async",
      cwe: [772],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
