/** Does whoever tells an object that one of many things begins tell it, too, when that thing ends? */
import { type Case, isEnding } from "./cases.ts";
import { reachOfOne } from "./teardowns.ts";

/** Beginnings by the ends that undo them. */
const BEGINNINGS: ReadonlyMap<string, string> = new Map([
  ["close", "open"],
  ["delete", "create"],
  ["destroy", "create"],
  ["disconnect", "connect"],
  ["end", "start"],
  ["leave", "join"],
  ["remove", "add"],
  ["stop", "start"],
  ["unload", "load"],
  ["unmount", "mount"],
]);

const HOOK = /^(?:after|before|handle|on)(?<verb>[A-Z][a-z]+)(?<what>[A-Z]\w*)$/u;

/**
 * `onLoadDocument({ name })` makes what `afterUnloadDocument({ name })` ends, both of an interface that the class implements:
 * a framework that speaks of every one of them unloads them all before it ends the object.
 */
export function isEndedByHooks({ cares, holding, file }: Case): boolean {
  const { shape, arrival } = holding;
  if (holding.amount !== "many" || shape.node.implements.length === 0) return false;
  // What the class calls itself is no hook.
  const hooks = [...shape.methods].flatMap(([name, { fn }]) => {
    const { verb = "", what = "" } = HOOK.exec(name)?.groups ?? {};
    const isHook = verb !== "" && fn.params.length > 0 && !shape.uses.has(name);
    return isHook ? [{ verb: verb.toLowerCase(), what, reach: reachOfOne(fn, shape, file) }] : [];
  });
  const makers = hooks.filter(({ reach }) => reach.has(arrival.call));
  return hooks.some(
    ({ verb, what, reach }) =>
      makers.some((maker) => maker.what === what && maker.verb === BEGINNINGS.get(verb)) &&
      cares.some((care) => isEnding(care) && reach.has(care.at)),
  );
}
