/** The words for calls that a program has to bound: how long they wait, how many connections they open or accept. */
import type { AcquireForm, When } from "./schema.ts";

/** What keeps one call from waiting, or one thing from growing, without end. */
export interface Bound {
  /** Options, `signal`, and what is done to what the call makes, `_.setTimeout()`, `_.maxConnections`, that set it. */
  readonly by: readonly [string, ...string[]];
  /** Those among `by` that only emit 'timeout', which the program has to answer. */
  readonly announcing?: readonly string[];
  /** Options that leave it to another object: `agent`. */
  readonly through?: readonly string[];
  /** Texts of the program, in whichever file, by which all are bound at once: `defaults.timeout`. */
  readonly forAll?: readonly string[];
  /** Texts of the file itself by which all are bound: `.ping(`. */
  readonly inFile?: readonly string[];
  /** It is done to each connection that a server accepts, not to the server. */
  readonly perConnection?: boolean;
  /** The library sets it, and only `0` and the like switch it off. */
  readonly byDefault?: boolean;
  /** How long the library itself waits, in words: "five minutes". Still too long for a program. */
  readonly patience?: string;
  /** What messages recommend to write. */
  readonly write: string;
  /** It is an option that does no harm, so it can be offered as a suggestion. */
  readonly isSafe?: boolean;
}

/** An option under which each request opens a connection of its own. */
export interface SingleUse extends Pick<When, "is"> {
  readonly option: string;
  /** What messages advise: "set 'keepAlive: true'". */
  readonly advice: string;
}

/** A call whose patience or appetite the program has to bound: a request, a client, an agent, a server. */
export interface BoundedModel {
  /** What a message calls it, without an article: "fetch request". */
  readonly name: string;
  readonly calls: readonly AcquireForm[];
  /** Positions of the arguments that may be its options. */
  readonly options: readonly number[];
  /** How long it waits for the other side. */
  readonly timeout?: Bound;
  /** How long a silent connection stays. */
  readonly idle?: Bound;
  /** How many connections there may be. */
  readonly limit?: Bound;
  readonly singleUse?: readonly SingleUse[];
  /** Serves connections once it listens; the event, or its handler's first argument, is a connection. */
  readonly accepts?: string;
  /** A member by which others reach the connections, wherever they get the server. */
  readonly connections?: string;
  /** An option, of the call or of `listen()`, without which it talks to its own machine only. */
  readonly remoteBy?: string;
  /** Browsers have it, too: only a file that runs on a server is meant. */
  readonly inBrowsers?: boolean;
  /** A client that others call through: it is made where the module is loaded, too. */
  readonly isClient?: boolean;
}
