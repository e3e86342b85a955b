/** NestJS: methods of controllers run for every request, hooks of providers when the application ends. */
import type { LibraryModel } from "../schema.ts";

export const nest = {
  modules: ["@nestjs/common"],
  resources: [],
  handlers: [
    {
      per: "request",
      decorators: [
        "All()",
        "Delete()",
        "Get()",
        "Head()",
        "Options()",
        "Patch()",
        "Post()",
        "Put()",
        "RequestMapping()",
        "Search()",
      ],
      handlerTypes: ["ExecutionContext", "ArgumentsHost"],
    },
    { per: "end", methods: ["onModuleDestroy", "beforeApplicationShutdown", "onApplicationShutdown"] },
  ],
} as const satisfies LibraryModel;
