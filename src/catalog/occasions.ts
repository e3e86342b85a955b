/** What strangers bring about: the connections they open, and the functions of the program that run for them. */
import type { CallForm } from "./schema.ts";

/** A connection that a stranger opens, or that lives on by itself: nothing is owed for it, but whoever keeps sight of it must let go when it ends. */
export interface PeerModel {
  /** What a message calls it, without an article: "accepted socket". */
  readonly name: string;
  /** Declared type names: a parameter of such a type is one. */
  readonly types?: readonly string[];
  /** The events and callbacks that bring one: `Server.on('connection', (_) => {})`. */
  readonly arrives?: readonly CallForm[];
  /** Own events of which one comes on every way it ends; the first is the one messages recommend. */
  readonly lastly: readonly [string, ...string[]];
  /** Own events that come on some ways only. Without the list every other event is one of them. */
  readonly partly?: readonly string[];
}

/** A connection over standard input that stays when that has ended: nobody closes it, though the other side has gone. */
export interface TransportModel {
  /** What a message calls it, without an article: "stdio transport". */
  readonly name: string;
  /** The calls that make one; the first argument is the stream that it reads. */
  readonly made: readonly [CallForm, ...CallForm[]];
  /** Without an argument it reads standard input. */
  readonly readsInput?: boolean;
  /** Own properties for a function that is to run at its end, and that does not run then: `onclose`. */
  readonly unheard?: readonly string[];
  /** Methods, its own or of what is made with it, that say when the stream has ended: `onClose`. */
  readonly heardBy?: readonly string[];
}

/** What a library says of connections whose other side may be gone. */
export interface Connections {
  /** Those that a registry must not outlive: sockets that a server accepts, the responses it gives. */
  readonly peers?: readonly PeerModel[];
  /** Those over a stream that stay when the stream has ended. */
  readonly transports?: readonly TransportModel[];
}

/**
 * For each of which a function runs that a library is given: a request, a connection, a message, a job, a tick of a clock.
 * `call`: as often as the call that it is given to; `once`: once in a program, or in a test; `end`: when the program ends.
 */
export type Occasion = "request" | "connection" | "message" | "job" | "tick" | "call" | "once" | "end";

/** Functions that a library runs, and how often. */
export interface HandlerModel {
  readonly per: Occasion;
  /** Calls that are given them: `createServer(..._)`, `FastifyInstance.route({ handler: _ })`. */
  readonly given?: readonly CallForm[];
  /** Declared types of such functions, or of what only they are given: `RequestHandler`, `FastifyRequest`. */
  readonly handlerTypes?: readonly string[];
  /** Decorators of such methods: `Get()`. */
  readonly decorators?: readonly CallForm[];
  /** Names under which a module exports them to whoever runs it: `GET`, `handler`. */
  readonly exported?: readonly string[];
  /** Methods by which it calls the objects that it keeps: `onModuleDestroy`. */
  readonly methods?: readonly string[];
  /** Names of their first parameters that tell, without types: `req, res`. */
  readonly parameters?: readonly string[];
}
