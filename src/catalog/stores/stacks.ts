/** Disposable stacks of the language: they give back all that was put on them. */
import type { LibraryModel } from "../schema.ts";

export const stacks = {
  modules: ["globalThis"],
  resources: [
    {
      name: "disposable stack",
      types: ["DisposableStack"],
      acquire: ["new DisposableStack()"],
      release: ["_.dispose()", "_[Symbol.dispose]()"],
      // An empty stack owes nothing.
      opens: ["_.use()", "_.adopt()", "_.defer()"],
      takenBy: ["_.move()"],
      disposable: "sync",
      twice: "tolerated",
      cwe: [772],
      source: "docs",
    },
    {
      name: "moved disposable stack",
      acquire: [{ form: "DisposableStack.move()", when: [{ argument: 0, is: "absent" }] }],
      release: ["_.dispose()", "_[Symbol.dispose]()"],
      takenBy: ["_.move()"],
      disposable: "sync",
      twice: "tolerated",
      cwe: [772],
      note: "move() empties the stack it is called on; what was on it belongs to the stack that is returned.",
      source: "docs",
    },
    {
      name: "async disposable stack",
      types: ["AsyncDisposableStack"],
      acquire: ["new AsyncDisposableStack()"],
      release: ["await _.disposeAsync()", "await _[Symbol.asyncDispose]()"],
      opens: ["_.use()", "_.adopt()", "_.defer()"],
      takenBy: ["_.move()"],
      disposable: "async",
      twice: "tolerated",
      cwe: [772],
      source: "docs",
    },
    {
      name: "moved async disposable stack",
      acquire: [{ form: "AsyncDisposableStack.move()", when: [{ argument: 0, is: "absent" }] }],
      release: ["await _.disposeAsync()", "await _[Symbol.asyncDispose]()"],
      takenBy: ["_.move()"],
      disposable: "async",
      twice: "tolerated",
      cwe: [772],
      source: "docs",
    },
  ],
} as const satisfies LibraryModel;
