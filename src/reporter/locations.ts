/** Where things are: files relative to the repository's root, and places in them. */
import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { ArtifactLocation, PhysicalLocation } from "@microsoft/sarif";
import { lineRegion, type Span } from "./source.ts";
import type { LintedFile } from "./types.ts";

export const rootId = "%SRCROOT%";

/** A file outside the root has no relative address that a reader could resolve, so it keeps its absolute one. */
export function artifactAt(root: string, path: string): ArtifactLocation {
  const inside = isAbsolute(path) ? relative(root, path) : path;
  const isOutside = isAbsolute(inside) || inside.split(sep)[0] === "..";
  if (isOutside) return { uri: pathToFileURL(path).href };
  return { uri: inside.split(sep).map(encodeURIComponent).join("/"), uriBaseId: rootId };
}

export function placeAt(file: LintedFile, span: Span): PhysicalLocation {
  return { artifactLocation: file.location, region: lineRegion(file.source, span) };
}
