/** The ranges that peer dependencies are written in. */
import { expect, it } from "vitest";
import { isWithin } from "../../src/cli/versions.ts";

it.each([
  ["9.38.0", "^9.38.0 || ^10.0.0", true],
  ["9.37.9", "^9.38.0 || ^10.0.0", false],
  ["10.15.0", "^9.38.0 || ^10.0.0", true],
  ["11.0.0", "^9.38.0 || ^10.0.0", false],
  ["5.2.2", ">=5.2.0", true],
  ["5.1.6", ">=5.2.0", false],
  ["6.0.3", ">=4.8.4 <6.1.0", true],
  ["6.1.0-dev.20261101", ">=4.8.4 <6.1.0", false],
  ["7.0.2", ">=4.8.4 <6.1.0", false],
  ["7.0.2", "*", true],
  ["6.0.3", "6.0.3", true],
  ["6.0.4", "6.0.3", false],
])("%s within %s: %s", (version, range, expected) => {
  expect(isWithin(version, range)).toBe(expected);
});
