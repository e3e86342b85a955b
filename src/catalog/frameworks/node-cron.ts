/** node-cron: jobs by the clock. */
import type { LibraryModel } from "../schema.ts";

export const nodeCron = {
  modules: ["node-cron"],
  resources: [],
  handlers: [
    {
      per: "job",
      given: ["schedule(expression, _)", "createTask(expression, _)"],
      handlerTypes: ["TaskContext", "TaskFn"],
    },
  ],
} as const satisfies LibraryModel;
