/** Which classes of a file belong together, and by which names a field of theirs is spoken of? */
import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { keyNameOf } from "../tree.ts";
import type { ClassShape } from "./classes.ts";
import { isElement } from "./self.ts";

/** These are the static members of a class. */
export const isOfClass = ({ self }: ClassShape): boolean => self.type === T.ClassBody;

/** A class with all it extends in this file, itself first. */
export function lineOf(shape: ClassShape): readonly ClassShape[] {
  const line: ClassShape[] = [];
  for (let at: ClassShape["base"] = shape; typeof at === "object" && !line.includes(at); at = at.base) line.push(at);
  return line;
}

/** A class with all it extends and all that extends it in this file. */
export function familyOf(shape: ClassShape): readonly ClassShape[] {
  const family = new Set(lineOf(shape));
  const below = [shape];
  for (const one of below)
    for (const sub of one.subclasses)
      if (!family.has(sub)) {
        below.push(sub);
        family.add(sub);
      }
  return [...family];
}

/** Nothing that stands elsewhere can know the field. */
export function isPrivate(name: string, { declared, views, node }: ClassShape): boolean {
  if (name.startsWith("#")) return true;
  const accessors = views.has(name) ? node.body.body.filter(isElement).filter((one) => keyNameOf(one) === name) : [];
  return [declared.get(name), ...accessors].some((one) => one?.accessibility === "private");
}

/** Its own, and those of the accessors that show it. */
export function namesOf(field: string, shape: ClassShape): readonly string[] {
  const shown = familyOf(shape).flatMap(({ views }) => [...views].filter(([, fields]) => fields.includes(field)));
  return [field, ...shown.map(([name]) => name)];
}

/** The fields that an accessor of a class, or of one that it extends, shows. */
export function fieldsBehind(name: string, shape: ClassShape): readonly string[] {
  return (
    lineOf(shape)
      .find(({ views }) => views.has(name))
      ?.views.get(name) ?? []
  );
}
