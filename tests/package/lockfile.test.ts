/** The lock file belongs to no registry, and what builds the project is pinned to the digit. */
import { expect, test } from "vitest";
import { manifest, textOf } from "./manifest.ts";

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly resolved?: string; readonly integrity?: string }>
  >;
}

const lock = JSON.parse(textOf("package-lock.json")) as Lock;
const packages = Object.entries(lock.packages).filter(([path]) => path !== "");

test("the lock file names no registry, and npm is told to keep it so", () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter(([, it]) => it.resolved !== undefined)).toEqual([]);
  // Donation pages are the only addresses that npm writes otherwise.
  expect(textOf("package-lock.json").match(/"(?!url)[^"]*": "https?:[^"]*"/g)).toBeNull();
  expect(textOf(".npmrc")).toContain("omit-lockfile-registry-resolved=true");
});

test("every locked package is checked against its digest", () => {
  expect(packages.filter(([, it]) => it.version !== undefined && it.integrity === undefined)).toEqual([]);
});

test("every dependency is pinned, to the version that is locked", () => {
  for (const [name, range] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
    expect(`${name}@${range.replace(/^npm:.*@/, "")}`).toBe(
      `${name}@${lock.packages[`node_modules/${name}`]?.version ?? "?"}`,
    );
});

test("the typescript-eslint family has one version, and one copy", () => {
  const family = packages.filter(([path]) => /node_modules\/(@typescript-eslint\/[^/]+|typescript-eslint)$/.test(path));
  expect(family.length).toBeGreaterThan(5);
  expect([...new Set(family.map(([, it]) => it.version))]).toEqual([manifest.dependencies["@typescript-eslint/utils"]]);
});
