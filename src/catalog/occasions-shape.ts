/** The shape of what a library says of connections and of functions that it runs, for values the compiler has not seen. */
import * as v from "valibot";
import type { Entries } from "./condition-shape.ts";
import { choice, flag, form, list, object, some, text, texts } from "./expectations.ts";
import type { HandlerModel, PeerModel, TransportModel } from "./occasions.ts";

const forms = v.optional(list("forms", form));

export const peer = object("a peer", {
  name: text,
  types: texts,
  arrives: forms,
  lastly: some("events", "event such as 'close'", text),
  partly: texts,
} satisfies Entries<Required<PeerModel>>);

export const transport = object("a transport", {
  name: text,
  made: some("forms", "form such as 'new Transport()'", form),
  readsInput: flag,
  unheard: texts,
  heardBy: texts,
} satisfies Entries<Required<TransportModel>>);

export const handler = object("a handler", {
  per: choice("request", "connection", "message", "job", "tick", "call", "once", "end"),
  given: forms,
  handlerTypes: texts,
  decorators: forms,
  exported: texts,
  methods: texts,
  parameters: texts,
} satisfies Entries<Required<HandlerModel>>);
