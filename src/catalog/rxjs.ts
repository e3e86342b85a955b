/** RxJS: subscriptions. Observables and subjects are none: what nobody refers to any more is collected. */
import type { LibraryModel } from "./schema.ts";

export const rxjs = {
  modules: ["rxjs"],
  resources: [
    {
      name: "rxjs subscription",
      types: ["Subscription"],
      acquire: ["Observable.subscribe()", "Connectable.connect()", "ConnectableObservable.connect()"],
      release: ["_.unsubscribe()"],
      lifetime: "class",
      // Most sources end, and their subscriptions with them: only a release that is forgotten elsewhere is evidence.
      unattended: true,
      endedWhen: ["closed"],
      takenBy: ["Subscription.add(_)"],
      parameter: "takes",
      twice: "tolerated",
      cwe: [401],
      note: "It ends when its source completes or fails; take, first and takeUntil make it complete.",
      source: "probed",
    },
  ],
  endless: ["fromEvent()", "fromEventPattern()"],
  ticking: ["interval()", "repeat()"],
} as const satisfies LibraryModel;
