/** The job that pulls an image through the cache before anyone asks for it. */
import { appendFile } from "node:fs/promises";
import type { Request, Response } from "express";
import { request } from "undici";
import { registries } from "./clients.ts";
import { tokenFor } from "./token.ts";

export interface Servers {
  readonly registry: string;
  readonly tokens: string;
  readonly journal: string;
}

export const preheat = (servers: Servers) => async (incoming: Request<{ image: string }>, response: Response) => {
  const { image } = incoming.params;
  const authorization = `Bearer ${await tokenFor(image, servers.tokens)}`;
  const limits = { dispatcher: registries, headersTimeout: 10_000, bodyTimeout: 10_000, headers: { authorization } };
  const manifest = await request(new URL(`/v2/${image}/manifest`, servers.registry), limits);
  const { layers } = (await manifest.body.json()) as { layers: readonly string[] };
  for (const layer of layers) {
    const { body } = await request(new URL(`/v2/${image}/layers/${layer}`, servers.registry), limits);
    await body.dump();
  }
  await appendFile(servers.journal, `${image} ${String(layers.length)}\n`);
  response.json({ layers: layers.length });
};
