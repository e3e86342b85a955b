/** Streams of libraries: what is read piece by piece, what gathers all that it is written. */
import type { LibraryModel } from "../schema.ts";
import { pgCursor, pgQueryStream } from "./pg-cursor.ts";
import { sharp } from "./sharp.ts";

export const streams: readonly LibraryModel[] = [pgCursor, pgQueryStream, sharp];
