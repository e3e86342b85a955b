/** The models of response bodies, which are owed a reader. */
import type { LibraryModel } from "../schema.ts";
import { nodeFetch, undiciFetch, webFetch } from "./fetch.ts";
import { httpResponses } from "./http.ts";
import { axiosStreams, gotStreams, s3Bodies } from "./streams.ts";
import { undiciBodies } from "./undici.ts";

export const bodies: readonly LibraryModel[] = [
  webFetch,
  undiciFetch,
  nodeFetch,
  httpResponses,
  undiciBodies,
  axiosStreams,
  gotStreams,
  s3Bodies,
];
