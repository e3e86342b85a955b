/** Drops: a class collects its subscriptions for its end, and one method forgets to put one in. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const unkept: readonly Case[] = [
  {
    name: "one subscription is pushed and another dropped",
    code: ts`
      import type { Observable, Subscription } from "rxjs";
      export class Feed {
        readonly #subscriptions: Subscription[] = [];
        constructor(private readonly source: { readonly input: Observable<string>; readonly output: Observable<string> }) {
          const input = this.source.input.subscribe((text) => console.log(text));
          this.#subscriptions.push(input);
          this.source.output.subscribe((text) => console.log(text)); //~ forgotten dispose() strict
        }
        dispose(): void {
          for (const one of this.#subscriptions) one.unsubscribe();
        }
      }`,
    needs: "types",
  },
  {
    name: "one subscription is pushed, and another, which ticks for ever, dropped",
    code: ts`
      import { defer, interval, type Observable, repeat, retry, type Subscription } from "rxjs";
      export class Terminal {
        readonly #subscriptions: Subscription[] = [];
        constructor(input: Observable<string>, private readonly report: () => Promise<void>) {
          this.#subscriptions.push(input.subscribe((text) => console.log(text)));
          this.#keepReporting();
          interval(60_000).subscribe(() => console.log("alive")); //~ forgotten dispose()
        }
        #keepReporting(): void {
          defer(() => this.report()).pipe(retry({ delay: 1000 }), repeat({ delay: 5000 })).subscribe(); //~ forgotten dispose()
        }
        dispose(): void {
          for (const one of this.#subscriptions) one.unsubscribe();
        }
      }`,
    needs: "types",
  },
  {
    name: "what is dropped repeats itself three times",
    code: ts`
      import { defer, type Observable, repeat, type Subscription } from "rxjs";
      export class Terminal {
        readonly #subscriptions: Subscription[] = [];
        constructor(input: Observable<string>, private readonly report: () => Promise<void>) {
          this.#subscriptions.push(input.subscribe((text) => console.log(text)));
          defer(() => this.report()).pipe(repeat(3)).subscribe();
          defer(() => this.report()).pipe(repeat({ count: 3, delay: 1000 })).subscribe();
        }
        dispose(): void {
          for (const one of this.#subscriptions) one.unsubscribe();
        }
      }`,
  },
  {
    name: "all subscriptions are pushed",
    code: ts`
      import type { Observable, Subscription } from "rxjs";
      export class Feed {
        readonly #subscriptions: Subscription[] = [];
        constructor(input: Observable<string>, output: Observable<string>) {
          this.#subscriptions.push(input.subscribe((text) => console.log(text)));
          this.#subscriptions.push(output.subscribe((text) => console.log(text)));
        }
        dispose(): void {
          for (const one of this.#subscriptions) one.unsubscribe();
        }
      }`,
  },
  {
    name: "one subscription is for all, and another is not added to it",
    code: ts`
      import { type Observable, Subscription } from "rxjs";
      import { map } from "rxjs";
      export class Prices {
        readonly #all = new Subscription();
        last = 0;
        constructor(prices: Observable<number>) {
          prices.pipe(map((one) => one * 2)).subscribe((price) => { //~ forgotten destroy() strict
            this.last = price;
          });
        }
        destroy(): void {
          this.#all.unsubscribe();
        }
      }`,
    needs: "types",
  },
  {
    name: "the source is made to go on for ever",
    code: ts`
      import { defer, type Observable, repeat, type Subscription } from "rxjs";
      export class Report {
        #subscriptions: Subscription[] = [];
        constructor(private readonly send: () => Promise<void>, input: Observable<string>) {
          this.#subscriptions.push(input.subscribe((text) => console.log(text)));
          this.#start();
        }
        #start = (): void => {
          defer(() => this.send()) //~ forgotten dispose()
            .pipe(repeat({ delay: 5_000 }))
            .subscribe();
        };
        dispose(): void {
          this.#subscriptions.forEach((one) => one.unsubscribe());
        }
      }`,
    needs: "types",
  },
  {
    name: "the source ends, or the class itself made it",
    code: ts`
      import { first, type Observable, of, Subject, type Subscription, takeUntil } from "rxjs";
      export class Feed {
        readonly #changes = new Subject<string>();
        readonly #ended = new Subject<void>();
        readonly #all: Subscription[] = [];
        constructor(input: Observable<string>, fetched: () => Observable<string>) {
          this.#all.push(input.subscribe((text) => this.#changes.next(text)));
          input.pipe(first()).subscribe((text) => console.log(text));
          input.pipe(takeUntil(this.#ended)).subscribe((text) => console.log(text));
          of("a").subscribe((text) => console.log(text));
          fetched().subscribe((text) => console.log(text));
          this.#changes.subscribe((text) => console.log(text));
        }
        dispose(): void {
          this.#ended.next();
          for (const one of this.#all) one.unsubscribe();
        }
      }`,
  },
  {
    name: "the class collects nothing",
    code: ts`
      import type { Observable } from "rxjs";
      export class Feed {
        constructor(input: Observable<string>) {
          input.subscribe((text) => console.log(text));
        }
        dispose(): void {
          console.log("end");
        }
      }`,
  },
];
