/** Every form that a model writes, wherever it writes it. */
import type { AcquireForm, ConditionalForm, LibraryModel } from "../../src/catalog/index.ts";

export const conditional = (form: AcquireForm): ConditionalForm => (typeof form === "string" ? { form } : form);

export function forms(model: LibraryModel): readonly ConditionalForm[] {
  const ofLibrary: readonly (readonly AcquireForm[] | undefined)[] = [
    model.takes,
    model.drains,
    model.gathers,
    model.inMemory,
    model.borrows,
    model.throws,
    model.harmless,
    model.neverReturns,
    ...(model.bounded ?? []).map(({ calls }) => calls),
    model.occupies,
    ...(model.peers ?? []).map(({ arrives }) => arrives),
    ...(model.transports ?? []).map(({ made }) => made),
    model.uses,
    model.wraps,
    model.effects,
    model.endless,
    model.ticking,
    ...(model.handlers ?? []).flatMap(({ given, decorators }) => [given, decorators]),
  ];
  const ofResources = model.resources.flatMap((resource): readonly (readonly AcquireForm[] | undefined)[] => [
    resource.acquire,
    resource.release,
    resource.releaser === undefined ? undefined : [resource.releaser],
    resource.takenBy,
    resource.drainedBy,
    resource.borrowedBy,
    resource.needsOpen,
    resource.graceful,
  ]);
  return [...ofLibrary, ...ofResources].flatMap((list) => (list ?? []).map(conditional));
}
