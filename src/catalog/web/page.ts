/** What a page asks of its browser: object URLs, frames, files it may write. */
import type { LibraryModel } from "../schema.ts";

export const webPage = {
  modules: ["globalThis"],
  resources: [
    {
      // Whatever shows it may need it for as long as the page, and a text that it is part of is out of sight.
      name: "object url",
      acquire: ["URL.createObjectURL()"],
      release: ["URL.revokeObjectURL(_)"],
      lifetime: "class",
      unattended: true,
      twice: "tolerated",
      cwe: [401],
      note: "It keeps its blob until it is revoked or the page is left.",
      source: "memory",
    },
    {
      name: "animation frame",
      acquire: ["requestAnimationFrame()"],
      release: ["cancelAnimationFrame(_)"],
      lifetime: "class",
      unattended: true,
      endsByItself: true,
      twice: "tolerated",
      cwe: [401],
      note: "It ends when its frame comes; a callback that asks for the next one goes on.",
      source: "memory",
    },
    {
      name: "idle callback",
      acquire: ["requestIdleCallback()"],
      release: ["cancelIdleCallback(_)"],
      lifetime: "class",
      unattended: true,
      endsByItself: true,
      twice: "tolerated",
      cwe: [401],
      source: "memory",
    },
    {
      name: "writable file stream",
      types: ["FileSystemWritableFileStream"],
      acquire: ["await FileSystemFileHandle.createWritable()"],
      release: ["_.close()", "_.abort()"],
      neverRejects: ["seek", "truncate", "write"],
      cwe: [772],
      note: "What was written is kept only by close().",
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
