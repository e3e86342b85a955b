/** Reads in which state each TCP socket of this system is, as Linux shows it under /proc. */
import { readFileSync } from "node:fs";

/** The kernel's numbers, https://github.com/torvalds/linux/blob/master/include/net/tcp_states.h, in netstat's words. */
const states: Readonly<Record<string, string>> = {
  "01": "ESTABLISHED",
  "02": "SYN_SENT",
  "03": "SYN_RECV",
  "04": "FIN_WAIT1",
  "05": "FIN_WAIT2",
  "06": "TIME_WAIT",
  "07": "CLOSE",
  "08": "CLOSE_WAIT",
  "09": "LAST_ACK",
  "0A": "LISTEN",
  "0B": "CLOSING",
  "0C": "SYN_RECV",
};

const tables = ["/proc/self/net/tcp", "/proc/self/net/tcp6"];

/**
 * The state of every TCP socket that a process holds by its inode, or nothing where the system has no `/proc`. What is in
 * `TIME_WAIT` has been given back to the kernel, and its inode is 0.
 */
export function tcpStates(): ReadonlyMap<number, string> | undefined {
  const rows = tables.map(rowsOf);
  if (rows.every((it) => it === undefined)) return undefined;
  return new Map(rows.flatMap((it) => it ?? []).filter(([inode]) => inode !== 0));
}

/** A system without IPv6 has the first table only. */
function rowsOf(table: string): readonly (readonly [number, string])[] | undefined {
  try {
    return readFileSync(table, "latin1").trim().split("\n").slice(1).map(rowOf);
  } catch {
    return undefined;
  }
}

/** Columns: number, local and remote address, state, queues, timer, retransmits, user, timeout, inode. */
function rowOf(line: string): readonly [number, string] {
  const columns = line.trim().split(/\s+/);
  const state = columns[3] ?? "";
  return [Number(columns[9]), states[state] ?? state];
}
