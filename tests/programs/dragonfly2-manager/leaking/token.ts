/** Asks the registry's token service for permission to read one image. */
import { Agent, fetch } from "undici";

export async function tokenFor(image: string, tokens: string): Promise<string> {
  const auth = new Agent({ connections: 2, keepAliveTimeout: 600_000 }); // LEAK no-client-per-call|no-unreleased-resource
  const response = await fetch(new URL(image, tokens), { dispatcher: auth }); // LEAK require-timeout, require-body-consumption
  if (!response.ok) throw new Error(`No token for '${image}': ${String(response.status)}.`);
  const { token } = (await response.json()) as { token: string };
  return token;
}
