/** What does this process hold right now? For runtime proofs and soak tests, ours and users': needs nothing but Node. */
export { compare, type CompareOptions, type Comparison, type Growth } from "./compare.ts";
export { snapshot, type Counts, type Sized, type Snapshot, type SnapshotOptions } from "./snapshot.ts";
export { watch, type Watch, type WatchOptions } from "./watch.ts";
