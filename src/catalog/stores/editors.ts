/** Stores of editors, which dispose of all they are given. */
import type { LibraryModel } from "../schema.ts";

const store = {
  release: ["_.dispose()"],
  lifetime: "class",
  // What a program gathers while it starts may stay until it ends.
  unattended: true,
  parameter: "takes",
  twice: "tolerated",
  cwe: [401],
  source: "source",
} as const;

export const lumino = {
  modules: ["@lumino/disposable"],
  resources: [
    {
      ...store,
      name: "lumino disposable set",
      types: ["DisposableSet"],
      acquire: ["new DisposableSet()", "new ObservableDisposableSet()"],
      // An empty set owes nothing.
      opens: ["_.add()"],
      note: "clear() and remove() only forget what the set was given.",
    },
    {
      ...store,
      name: "filled lumino disposable set",
      acquire: ["DisposableSet.from()", "ObservableDisposableSet.from()"],
    },
    {
      ...store,
      name: "lumino disposable delegate",
      types: ["DisposableDelegate"],
      acquire: ["new DisposableDelegate()", "new ObservableDisposableDelegate()"],
    },
  ],
} as const satisfies LibraryModel;

export const atom = {
  modules: ["event-kit", "atom"],
  resources: [
    {
      ...store,
      name: "composite disposable",
      types: ["CompositeDisposable"],
      acquire: [{ form: "new CompositeDisposable()", when: [{ argument: 0, is: "absent" }] }],
      opens: ["_.add()"],
      note: "clear(), remove() and delete() only forget what it was given.",
    },
    {
      ...store,
      name: "filled composite disposable",
      acquire: [{ form: "new CompositeDisposable()", when: [{ argument: 0, is: "present" }] }],
    },
  ],
} as const satisfies LibraryModel;

export const monaco = {
  modules: [
    "monaco-editor/base/common/lifecycle",
    "monaco-editor/base/common/lifecycle.js",
    "monaco-editor/esm/vs/base/common/lifecycle",
    "monaco-editor/esm/vs/base/common/lifecycle.js",
    "vs/base/common/lifecycle",
  ],
  resources: [
    {
      ...store,
      name: "disposable store",
      types: ["DisposableStore"],
      acquire: ["new DisposableStore()"],
      release: ["_.dispose()", "_.clear()"],
      opens: ["_.add()"],
    },
    {
      ...store,
      name: "mutable disposable",
      types: ["MutableDisposable"],
      acquire: ["new MutableDisposable()"],
      release: ["_.dispose()", "_.clear()"],
    },
  ],
} as const satisfies LibraryModel;
