/** Asks the registry's token service for permission to read one image. */
import { fetch } from "undici";
import { registries } from "./clients.ts";

export async function tokenFor(image: string, tokens: string): Promise<string> {
  const response = await fetch(new URL(image, tokens), { dispatcher: registries, signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`No token for '${image}': ${await response.text()}.`);
  const { token } = (await response.json()) as { token: string };
  return token;
}
