/** Says in English what a releasing call does: 'clearInterval(timer)' clears, 'file.close()' closes. */

const VERBS: readonly (readonly [stem: RegExp, present: string, past: string])[] = [
  [/^abort/iu, "aborts", "aborted"],
  [/^clear/iu, "clears", "cleared"],
  [/^close/iu, "closes", "closed"],
  [/^destroy/iu, "destroys", "destroyed"],
  [/^disconnect/iu, "disconnects", "disconnected"],
  [/dispose/iu, "disposes of", "disposed of"],
  [/^end/iu, "ends", "ended"],
  [/^kill/iu, "kills", "killed"],
  [/^stop/iu, "stops", "stopped"],
  [/^terminate/iu, "terminates", "terminated"],
  [/^unwatch/iu, "stops watching", "unwatched"],
];

export const presentOf = (release: string): string => verbOf(release)?.[1] ?? "releases";

export const pastOf = (release: string): string => verbOf(release)?.[2] ?? "released";

function verbOf(release: string): (typeof VERBS)[number] | undefined {
  const called = /(?<name>[\w$]+)\]?\([^()]*\)$/u.exec(release)?.groups?.["name"] ?? "";
  return VERBS.find(([stem]) => stem.test(called));
}
