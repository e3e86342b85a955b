/** The root and the history of a checkout are found as git itself keeps them, and no secret of its address is told. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { repositoryOf } from "../../src/reporter/index.ts";
import { folderOf, projectOf, revision } from "../support/sarif-tools/project.ts";

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function git(cwd: string, ...args: readonly string[]): string {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}

function clone(remote: string): string {
  const root = folderOf({ "deep/down/a.js": "" });
  git(root, "init", "--quiet");
  git(root, "remote", "add", "upstream", "https://example.org/other.git");
  git(root, "remote", "add", "origin", remote);
  git(root, "commit", "--quiet", "--allow-empty", "--message", "first");
  return root;
}

const addressAt = (root: string) => repositoryOf(root, textOf).provenance?.repositoryUri;

test("the nearest .git above is the root", () => {
  const root = clone("https://example.org/shop.git");
  expect(repositoryOf(join(root, "deep/down"), textOf)).toEqual({
    root,
    provenance: {
      repositoryUri: "https://example.org/shop.git",
      revisionId: git(root, "rev-parse", "HEAD"),
      mappedTo: { uriBaseId: "%SRCROOT%" },
    },
  });
});

test("packed references, a detached head and a worktree name the same revision", () => {
  const root = clone("https://example.org/shop.git");
  const head = git(root, "rev-parse", "HEAD");
  git(root, "pack-refs", "--all");
  expect(repositoryOf(root, textOf).provenance?.revisionId).toBe(head);
  const tree = join(dirname(root), `${root} tree`);
  git(root, "worktree", "add", "--quiet", tree, "-b", "side");
  expect(repositoryOf(tree, textOf)).toEqual({ ...repositoryOf(root, textOf), root: tree });
  git(root, "worktree", "remove", "--force", tree);
  git(root, "checkout", "--quiet", "--detach");
  expect(repositoryOf(root, textOf).provenance?.revisionId).toBe(head);
});

test.each([
  ["git@example.org:acme/shop.git", "https://example.org/acme/shop.git"],
  ["example.org:/acme/shop.git", "https://example.org/acme/shop.git"],
  ["ssh://git@example.org:2222/acme/shop.git", "ssh://example.org:2222/acme/shop.git"],
  ["https://robot:secret@example.org/shop.git", "https://example.org/shop.git"],
  ["https://token@example.org/shop.git?token=x#y", "https://example.org/shop.git"],
  ["/srv/git/shop.git", undefined],
  ["../shop.git", undefined],
  ["file:///srv/git/shop.git", undefined],
  ["C:\\git\\shop.git", undefined],
])("a remote at %s is told as %s", (remote, address) => {
  expect(addressAt(clone(remote))).toBe(address);
});

test("a repository without commits or remotes is still the root", () => {
  const root = folderOf({});
  git(root, "init", "--quiet");
  mkdirSync(join(root, "web"));
  expect(repositoryOf(join(root, "web"), textOf)).toMatchObject({ root, provenance: undefined });
});

test("outside any repository the folder itself is the root", () => {
  expect(repositoryOf("/nowhere/at/all", () => undefined)).toEqual({ root: "/nowhere/at/all" });
});

test("the tests' own repository is read in the same way", () => {
  expect(repositoryOf(projectOf({}), textOf).provenance).toMatchObject({
    repositoryUri: "https://github.com/acme/shop.git",
    revisionId: revision,
  });
});
