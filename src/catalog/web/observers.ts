/** What browsers, and Node in part, tell to an observer until it disconnects. */
import type { LibraryModel } from "../schema.ts";

const observer = {
  release: ["_.disconnect()"],
  opens: ["_.observe()"],
  lifetime: "class",
  unattended: true,
  twice: "tolerated",
  cwe: [401],
  source: "memory",
} as const;

export const observers = {
  modules: ["globalThis"],
  resources: [
    { ...observer, name: "mutation observer", types: ["MutationObserver"], acquire: ["new MutationObserver()"] },
    { ...observer, name: "resize observer", types: ["ResizeObserver"], acquire: ["new ResizeObserver()"] },
    {
      ...observer,
      name: "intersection observer",
      types: ["IntersectionObserver"],
      acquire: ["new IntersectionObserver()"],
    },
  ],
} as const satisfies LibraryModel;

export const performanceObservers = {
  modules: ["globalThis", "perf_hooks"],
  resources: [
    {
      ...observer,
      name: "performance observer",
      types: ["PerformanceObserver"],
      acquire: ["new PerformanceObserver()"],
    },
  ],
} as const satisfies LibraryModel;
