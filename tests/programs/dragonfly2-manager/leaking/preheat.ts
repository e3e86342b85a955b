/** The job that pulls an image through the cache before anyone asks for it. */
import { closeSync, openSync, writeSync } from "node:fs";
import type { Request, Response } from "express";
import { Pool, request as download } from "undici";
import { tokenFor } from "./token.ts";

export interface Servers {
  readonly registry: string;
  readonly tokens: string;
  readonly journal: string;
}

export const preheat = (servers: Servers) => async (request: Request<{ image: string }>, response: Response) => {
  const { image } = request.params;
  const journal = openSync(servers.journal, "a"); // LEAK no-leak-on-throw
  const registry = new Pool(servers.registry, { keepAliveTimeout: 600_000 }); // LEAK no-client-per-call|no-unreleased-resource
  const authorization = `Bearer ${await tokenFor(image, servers.tokens)}`;
  const limits = { headersTimeout: 10_000, bodyTimeout: 10_000, headers: { authorization } };
  const manifest = await registry.request({ method: "GET", path: `/v2/${image}/manifest`, ...limits });
  const { layers } = (await manifest.body.json()) as { layers: readonly string[] };
  await Promise.all(
    // LEAK no-unbounded-concurrency
    layers.map(async (layer) => {
      const url = new URL(`/v2/${image}/layers/${layer}`, servers.registry);
      const { body } = await download(url, { dispatcher: registry, ...limits });
      await body.dump();
    }),
  );
  writeSync(journal, `${image} ${String(layers.length)}\n`);
  closeSync(journal);
  response.json({ layers: layers.length });
};
