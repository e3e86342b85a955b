/** Puppeteer: browsers. Their pages and contexts are left out: they end with the browser, whoever holds that. */
import type { LibraryModel } from "./schema.ts";

export const puppeteer = {
  modules: ["puppeteer-core", "puppeteer"],
  resources: [
    {
      name: "puppeteer browser",
      types: ["Browser"],
      acquire: [
        "await launch()",
        "await connect()",
        "await PuppeteerNode.launch()",
        "await PuppeteerNode.connect()",
        "await Puppeteer.connect()",
      ],
      release: ["_.close()", "_.disconnect()"],
      keepsProcess: [],
      ends: ["disconnected"],
      mayNotCome: ["targetchanged", "targetcreated", "targetdestroyed"],
      fluent: ["on", "once", "off", "removeAllListeners"],
      parameter: "borrows",
      twice: "tolerated",
      timeouts: ["timeout", "protocolTimeout"],
      cwe: [772],
      note: "A launched browser is a tree of processes that outlives the program's interest in it.",
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
