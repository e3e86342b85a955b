/** async-mutex: locks and permits, given back by calling what acquiring gave. */
import type { LibraryModel } from "./schema.ts";

export const asyncMutex = {
  modules: ["async-mutex"],
  resources: [
    {
      // runExclusive() acquires and releases by itself.
      name: "mutex lock",
      acquire: ["await Mutex.acquire()", "await MutexInterface.acquire()"],
      release: ["_()", "Mutex.release()", "MutexInterface.release()"],
      twice: "tolerated",
      cwe: [667, 833],
      note: "Calling the releaser again does nothing; release() on the mutex may free somebody else's lock.",
      source: "probed",
    },
    {
      name: "semaphore permit",
      acquire: ["[, _] = await Semaphore.acquire()", "[, _] = await SemaphoreInterface.acquire()"],
      release: ["_()", "Semaphore.release()", "SemaphoreInterface.release()"],
      twice: "tolerated",
      cwe: [667],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
