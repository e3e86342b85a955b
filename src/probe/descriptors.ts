/** Lists the file descriptors of this process, as Linux shows them under /proc. */
import { fstatSync, readdirSync, readlinkSync } from "node:fs";

/** One open descriptor. */
export interface Descriptor {
  /** `file`, `deleted file`, `directory`, `socket`, `pipe`, `device`, or what the kernel calls the rest, such as `eventpoll`. */
  readonly kind: string;
  /** What the kernel knows a socket by in its tables of connections; 0 for all that is no socket. */
  readonly inode: number;
}

const folder = "/proc/self/fd";

/** Every open descriptor, or nothing where the system has no `/proc`. */
export function openDescriptors(): readonly Descriptor[] | undefined {
  try {
    return readdirSync(folder).flatMap((number) => descriptorOf(Number(number)));
  } catch {
    return undefined;
  }
}

/** The descriptor that listed the folder is closed again before it can be asked. */
function descriptorOf(number: number): readonly Descriptor[] {
  try {
    const target = readlinkSync(`${folder}/${number}`);
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    return inode === undefined ? [{ kind: kindOf(number, target), inode: 0 }] : [{ kind: "socket", inode: +inode }];
  } catch {
    return [];
  }
}

function kindOf(number: number, target: string): string {
  const nameless = /^anon_inode:\[?([^\]]+)/.exec(target)?.[1];
  if (nameless !== undefined) return nameless;
  const stats = fstatSync(number);
  if (stats.isFIFO()) return "pipe";
  if (stats.isDirectory()) return "directory";
  if (stats.isFile()) return stats.nlink === 0 ? "deleted file" : "file";
  return stats.isSocket() ? "socket" : "device";
}
