/** How the loopback servers of one trial answer at the moment. */

/** They answer with a row or a page, with none, with an error, only those who called first, or never. */
export type Weather = "fair" | "empty" | "foul" | "flaky" | "silent";

let current: Weather = "fair";
let calls = 0;

export const weather = (): Weather => current;

export function setWeather(next: Weather): void {
  current = next;
  calls = 0;
}

/** Whether the next call meets nobody. */
export const isRefused = (): boolean => current === "flaky" && ++calls % 2 === 0;
