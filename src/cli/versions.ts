/** Does a version lie in a range, for the forms that peer dependencies are written in? */

type Version = readonly [number, number, number];

/** Understands `^1.2.3`, `>=1.2.3`, `<1.2.3`, `*` and plain versions, with spaces for "and" and `||` for "or". */
export function isWithin(version: string, range: string): boolean {
  const parsed = versionOf(version);
  return range.split("||").some((all) =>
    all
      .trim()
      .split(/\s+/)
      .every((bound) => isInside(parsed, bound)),
  );
}

function isInside(version: Version, bound: string): boolean {
  const limit = versionOf(bound);
  if (bound === "*") return true;
  if (bound.startsWith("^")) return version[0] === limit[0] && order(version, limit) >= 0;
  if (bound.startsWith(">=")) return order(version, limit) >= 0;
  if (bound.startsWith("<")) return order(version, limit) < 0;
  return order(version, limit) === 0;
}

/** Reads "^9.38.0", "6.1.0-dev.20261101" and "7" alike; a prerelease counts as its release. */
function versionOf(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.replace(/^\D+/, "").split(/[.-]/, 3).map(Number);
  return [major, minor, patch];
}

function order(left: Version, right: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}
