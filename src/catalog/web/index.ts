/** The models of what browsers declare. */
import type { LibraryModel } from "../schema.ts";
import { webConnections } from "./connections.ts";
import { webMedia } from "./media.ts";
import { observers, performanceObservers } from "./observers.ts";
import { webPage } from "./page.ts";
import { webStreams } from "./streams.ts";

export const web: readonly LibraryModel[] = [
  webStreams,
  observers,
  performanceObservers,
  webConnections,
  webMedia,
  webPage,
];
