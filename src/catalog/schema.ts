/** The words a library model is written in. Plain data, so users can write the same shape in `settings.leakproof.libraries`. */
import type { BoundedModel } from "./bounded.ts";
import type { Connections, HandlerModel } from "./occasions.ts";
import type { RejectsWith } from "./rejections.ts";
import type { States } from "./states.ts";

/**
 * A call, written as the code it describes. `_` is the resource wherever it stands; what is not written does not matter.
 *
 * | written | read |
 * |---|---|
 * | `new Pool()` | a constructor the module exports (and its subclasses) |
 * | `createPool()` | a function the module exports; `promises.open()` one in an exported namespace |
 * | `new default()` | the module's default export, or the module itself where that can be called |
 * | `Pool.connect()` | a method of a type the module declares (a static one is written alike) |
 * | `await Pool.connect()` | the same, when the resource arrives through a promise |
 * | `open((err, _) => {})` | the resource is an argument of the callback |
 * | `Server.on('connection', (_) => {})` | the same, for one event only |
 * | `{ body: _ } = await request()` | only a property of the result is the resource |
 * | `[, _] = await Semaphore.acquire()` | only one element of the result is |
 * | `_.close()` `closeSync(_)` `Pool.releaseConnection(_)` `_()` `_[Symbol.dispose]()` | what is done with the resource |
 * | `createReadStream({ fd: _ })` | passed inside an options object |
 * | `PoolClient.query('BEGIN*')` | only with a first argument that reads so (case does not matter, `*` is any rest) |
 * | `_.release(*)` | only with at least one argument |
 * | `pipeline(..._)` | the resource is one of the arguments, whichever |
 * | `watchFile(_)` among the acquires | what is acquired goes by its argument, and is released by it: `unwatchFile(_)` |
 * | `Mutex.release()` among the releases | called on what acquiring was called on, or on what that came from |
 */
export type CallForm = `${string}(${string})` | `${string}(${string}) => {})`;

/** A condition on one literal argument or option, for forms that acquire only under some options. */
export interface When {
  /** Zero-based argument position. */
  readonly argument: number;
  /** A property of that argument, when it is an options object; dots reach deeper. */
  readonly option?: string;
  /**
   * The literal value it must have; `"present"` and `"absent"` ask only whether it is written, and `"new Command()"`
   * whether it is made that way.
   */
  readonly is: string | number | boolean | null | "present" | "absent";
}

/** A form that holds only under conditions: all of `when`, none of `unless`; what cannot be seen does not hold. */
export interface ConditionalForm {
  readonly form: CallForm;
  readonly when?: readonly When[];
  readonly unless?: readonly When[];
  /** The first major version of Node.js whose declarations have it, when that is later than 20. */
  readonly since?: number;
}

/** How a resource comes to life: a form, or a form under conditions. */
export type AcquireForm = CallForm | ConditionalForm;

/** How long a holder is expected to live: one function, the whole program, an object, or until a body is read. */
export type Lifetime = "scoped" | "app" | "class" | "body";

/** What a file belongs to. */
export type Surroundings = "server" | "page" | "tool";

/** Something a program acquires and owes a release. */
export interface ResourceModel {
  /** What a message calls it, without an article: "pg pooled client". */
  readonly name: string;
  /** Declared type names of the handle: a parameter or receiver of such a type is this resource. */
  readonly types?: readonly string[];
  readonly acquire: readonly AcquireForm[];
  /** The first form is the one messages recommend. */
  readonly release: readonly [CallForm, ...CallForm[]];
  /** What else the acquiring call hands out that releases the resource when it is called: `Pool.connect((err, client, _) => {})`. */
  readonly releaser?: CallForm;
  /** Nothing is held until one of these has succeeded: `_.connect()` of a client that is only prepared by its constructor. */
  readonly opens?: readonly CallForm[];
  /** The acquiring call puts its *receiver* into a state (BEGIN, listen); `_` is then the receiver. */
  readonly stateOf?: "receiver";
  /** Expected lifetime of the holder. Default "scoped". */
  readonly lifetime?: Lifetime;
  /** Goes on working without a holder (a listening server, an interval, a socket with handlers): only evidence of a forgotten release counts. */
  readonly unattended?: boolean;
  /** Ends by itself once it is used (read streams with a consumer, child processes): unknown calls take it in every preset. */
  readonly endsByItself?: boolean;
  /** The process lives for as long as it is open, unless one of these holds: `[]` where nothing can change that. */
  readonly keepsProcess?: readonly When[];
  /** A forgotten one costs little, as a rule: garbage collection ends it, or it is small. Only `strict` reports it. */
  readonly mild?: boolean;
  /** Own events after which nothing is owed, certain to come: a release bound to one of them is as good as done. */
  readonly ends?: readonly string[];
  /** Own events that need not come: a release bound only to one of them is not enough. */
  readonly mayNotCome?: readonly string[];
  /**
   * Own properties that are true once it has ended, or false with `!` before: `destroyed`, `!isOpen`; or that have a
   * value then: `status=204`. What a body came with counts as its own, and so does what a method answers: `!address()`,
   * `typeof address()!=object`.
   */
  readonly endedWhen?: readonly string[];
  /** An own property that tells how it stands, and its values: names of constants, or their numbers from 0 on. */
  readonly states?: States;
  /** Calls that take the release over: `pipeline(..._)`, `createReadStream({ fd: _ })`. */
  readonly takenBy?: readonly AcquireForm[];
  /** Calls whose answer reads it to its end, which ends it: unless a loop over the answer is left early, or the answer released. */
  readonly drainedBy?: readonly AcquireForm[];
  /** Calls that use it and owe nothing: `read(_)`. */
  readonly borrowedBy?: readonly CallForm[];
  /** Calls that fail, or do harm, once it is released: `_.query()`; with `await`, their promise needs it to the end. */
  readonly needsOpen?: readonly CallForm[];
  /** Releases that let own calls under way finish first: `_.close()` of a file handle. */
  readonly graceful?: readonly CallForm[];
  /** A loop over it releases it, on every way out of the loop or only when it has run to the end. */
  readonly iteration?: "releases" | "releasesAtEnd";
  /** Own methods that return the resource itself or a promise of it, so that calls can be chained. */
  readonly fluent?: readonly string[];
  /** Own methods and properties that answer no promise, or one that rejects only when it has ended. */
  readonly neverRejects?: readonly string[];
  /** Own properties that are never missing or empty, whatever their type says. */
  readonly always?: readonly string[];
  /** Where it is in what its acquisition may be rejected with, unread, and the options that decide what is rejected. */
  readonly rejectsWith?: RejectsWith;
  /** Own properties by which others release it: whoever reads a child's `pid` may end it. */
  readonly keys?: readonly string[];
  /** Own methods that answer another view of it, `pool.promise()`: who holds the view holds the resource. */
  readonly views?: readonly string[];
  /** Whether a parameter of its type takes or borrows where the body cannot be seen. */
  readonly parameter?: "takes" | "borrows";
  /** What a second release does. */
  readonly twice?: "tolerated" | "throws" | "unsafe";
  /** Options and calls that limit how long it may wait: `connectionTimeoutMillis`, `_.setTimeout()`. */
  readonly timeouts?: readonly string[];
  /** Options that limit how many there may be: `max`, `maxSockets`. */
  readonly limits?: readonly string[];
  /** Disposal symbols its type declares in at least one supported version; `using` and a call of them release it. */
  readonly disposable?: "sync" | "async" | "both";
  /** Common Weakness Enumeration ids. */
  readonly cwe: readonly [number, ...number[]];
  /** A fact a reader needs to believe the entry. */
  readonly note?: string;
  /** Where the behaviour was learned: run, read in the library's source, its documentation, or general knowledge. */
  readonly source?: "probed" | "source" | "docs" | "memory";
}

/** What leakproof knows of one library. */
export interface LibraryModel extends Connections {
  /**
   * Import specifiers, without `node:`, that export these names, each some or all; `globalThis` for what needs no import.
   * Where only is said of them what runs where, `pg/*` are `pg` and all below it.
   */
  readonly modules: readonly [string, ...string[]];
  readonly resources: readonly ResourceModel[];
  /** Requests, clients and servers that the program has to bound. */
  readonly bounded?: readonly BoundedModel[];
  /** Calls that hold a connection, a file or a process while they last: `fetch()`, `Pool.query()`. */
  readonly occupies?: readonly CallForm[];
  /** Calls that take over any resource they are given, whatever library it comes from: `pipeline(..._)`. */
  readonly takes?: readonly AcquireForm[];
  /** Calls whose answer reads any resource they are given to its end, as `drainedBy`: `createInterface({ input: _ })`. */
  readonly drains?: readonly AcquireForm[];
  /** Types of streams that may end before all has been written to them: `ServerResponse`. */
  readonly sinks?: readonly string[];
  /** Calls that make a stream which takes whatever it is written and fails only after that, if at all: `createHash()`. */
  readonly gathers?: readonly CallForm[];
  /**
   * Calls that make a stream which holds nothing outside memory and so does not fail: `createGzip()`; with `_` only
   * where that is at hand, `Readable.from(_)`, or is a function that does no more than push, `new Readable({ read: _ })`.
   */
  readonly inMemory?: readonly AcquireForm[];
  /** Calls that use any resource they are given and owe nothing: `finished(_)`. */
  readonly borrows?: readonly CallForm[];
  /** Calls that put any resource they are given to work: `request({ agent: _ })`. */
  readonly uses?: readonly CallForm[];
  /** Calls whose answer works with any resource they are given: who holds the answer holds the resource. `create({ httpsAgent: _ })`. */
  readonly wraps?: readonly CallForm[];
  /** Calls that throw synchronously in practice, beyond the acquiring ones: `readFileSync()`. */
  readonly throws?: readonly CallForm[];
  /** Calls that never throw and never keep what they are given: `console.log()`. */
  readonly harmless?: readonly CallForm[];
  /** Calls after which nothing runs: `process.exit()`. */
  readonly neverReturns?: readonly CallForm[];
  /** Where a file runs that imports it: on a server, in a page, or as a test or tool that serves nobody. */
  readonly runsIn?: Surroundings;
  /** Where a package runs that depends on it, by its package.json. */
  readonly dependentsRunIn?: Surroundings;
  /** Calls that run a function again and again, and each time before what it has returned: `useEffect(_)`. */
  readonly effects?: readonly CallForm[];
  /** Sources that do not end by themselves, though their origin may end: `fromEvent()`. */
  readonly endless?: readonly CallForm[];
  /** Sources and operators that go on whatever becomes of their origin: `interval()`. */
  readonly ticking?: readonly CallForm[];
  /** Functions that it runs again and again, or once, or at the end. */
  readonly handlers?: readonly HandlerModel[];
}
