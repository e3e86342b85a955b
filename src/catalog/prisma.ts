/** Prisma: the client that is generated into the package. */
import type { LibraryModel } from "./schema.ts";

export const prisma = {
  modules: ["@prisma/client"],
  resources: [
    {
      name: "prisma client",
      types: ["PrismaClient"],
      acquire: ["new PrismaClient()"],
      release: ["_.$disconnect()"],
      lifetime: "app",
      views: ["$extends"],
      parameter: "borrows",
      twice: "tolerated",
      cwe: [772, 1072],
      note: "Each client has a pool of its own, which its first query opens.",
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
