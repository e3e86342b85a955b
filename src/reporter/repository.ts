/** Which repository a folder lies in, as git's own files tell. */
import { dirname, join, resolve } from "node:path";
import type { VersionControlDetails } from "@microsoft/sarif";
import { rootId } from "./locations.ts";
import type { Repository } from "./types.ts";

type ReadFile = (path: string) => string | undefined;

/** The nearest folder with a `.git` at or above this one; else the folder itself. */
export function repositoryOf(folder: string, readFile: ReadFile): Repository {
  for (const root of foldersUpFrom(folder)) {
    const gitFolder = gitFolderOf(root, readFile);
    if (gitFolder !== undefined) return { root, provenance: provenanceIn(gitFolder, readFile) };
  }
  return { root: folder };
}

function foldersUpFrom(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUpFrom(parent)];
}

/** In a worktree or submodule `.git` is a file that says where the folder is. */
function gitFolderOf(root: string, readFile: ReadFile): string | undefined {
  const folder = join(root, ".git");
  if (readFile(join(folder, "HEAD")) !== undefined) return folder;
  const pointer = readFile(folder)?.match(/^gitdir: (.+)/)?.[1];
  return pointer && resolve(root, pointer.trim());
}

function provenanceIn(gitFolder: string, readFile: ReadFile): VersionControlDetails | undefined {
  const shared = resolve(gitFolder, readFile(join(gitFolder, "commondir"))?.trim() ?? ".");
  const remote = readFile(join(shared, "config"))?.match(
    /^\[remote "origin"\]\n(?:\s+.*\n)*?\s+url = "?([^"\n]+)"?$/m,
  )?.[1];
  const repositoryUri = remote && addressOf(remote.trim());
  if (!repositoryUri) return undefined;
  const revisionId = revisionIn(gitFolder, shared, readFile);
  return { repositoryUri, ...(revisionId !== undefined && { revisionId }), mappedTo: { uriBaseId: rootId } };
}

function revisionIn(gitFolder: string, shared: string, readFile: ReadFile): string | undefined {
  const head = readFile(join(gitFolder, "HEAD"))?.trim() ?? "";
  if (!head.startsWith("ref: ")) return head || undefined;
  const ref = head.slice("ref: ".length);
  const packed = readFile(join(shared, "packed-refs"))?.split("\n") ?? [];
  return readFile(join(shared, ref))?.trim() ?? packed.find((line) => line.endsWith(` ${ref}`))?.split(" ")[0];
}

/** Without what people put in front of the host: names and tokens. Folders of this machine are no address. */
function addressOf(remote: string): string | undefined {
  const shell = /^(?:[^@/:]+@)?([^@/:]{2,}):(?!\/\/)\/*(.+)$/.exec(remote);
  const address = shell === null ? remote : `https://${shell[1]}/${shell[2]}`;
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname } = new URL(address);
  return /^(?:https?|ssh|git):$/.test(protocol) ? `${protocol}//${host}${pathname}` : undefined;
}
