/** Names that read like the end of an object, or of something. */
const VERBS =
  "abort|cleanup|clear|close|deactivate|destroy|disconnect|dispose|end|exit|finalize|finish|kill|quit|release|shutdown|stop|teardown|terminate|uninstall|unload|unmount";

/** Names by which the outside ends an object. */
const ENDS = new RegExp(
  `^_?(?:async|graceful|do|force)?_?(?:${VERBS})(?:Async|Sync|All|Now|Gracefully|Internal)?$`,
  "iu",
);

/** What frameworks call when they are done with an object. */
const HOOKS: ReadonlySet<string> = new Set([
  "@@asyncDispose",
  "@@dispose",
  "_final",
  "beforeApplicationShutdown",
  "beforeDestroy",
  "beforeUnmount",
  "componentWillUnmount",
  "disconnectedCallback",
  "hostDisconnected",
  "ngOnDestroy",
  "onApplicationShutdown",
  "onDeactivate",
  "onDestroy",
  "onDispose",
  "onModuleDestroy",
  "onShutdown",
  "onUnload",
  "onUnmount",
  "tearDown",
  "willUnmount",
]);

const ENDINGS = `(?:${VERBS}|cancel|unsubscribe|unwatch)`;
const LIKE_ENDS = new RegExp(`^_*#?${ENDINGS}`, "iu");

/** A name that reads like the end of something, of whatever: `stopTimer`, `closeAll`. */
export const readsLikeEnd = (name: string): boolean => LIKE_ENDS.test(name);

/** A text that calls what reads like an end of the object it belongs to, or of what that holds. */
export const ENDS_OWN = new RegExp(
  `\\bthis\\b[\\w\\s.#?!]*(?:\\.\\s*[_#]*${ENDINGS}|\\[Symbol\\.\\w*dispose\\])`,
  "iu",
);

/** Not `clear()`, `finish()` and the like, after which an object goes on. */
export const isEnd = (name: string): boolean =>
  HOOKS.has(name) || (ENDS.test(name) && !/^_?(?:abort|clear|end|exit|finish|kill|release|unload)$/iu.test(name));

/** A name that ends whatever an object holds, though the object may go on: `release`, too. */
export const endsAll = (name: string): boolean => isEnd(name) || name === "release";

const BEGINNINGS: ReadonlyMap<string, string> = new Map([
  ["close", "open"],
  ["deactivate", "activate"],
  ["delete", "create"],
  ["destroy", "create"],
  ["disconnect", "connect"],
  ["end", "begin"],
  ["leave", "join"],
  ["remove", "add"],
  ["shutdown", "startup"],
  ["stop", "start"],
  ["teardown", "setup"],
  ["unload", "load"],
  ["unmount", "mount"],
]);

/** The name of what an end undoes: `open` of `close`. */
export const beginningOf = (end: string): string | undefined => BEGINNINGS.get(end);
