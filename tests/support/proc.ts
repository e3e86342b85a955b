/** Whether this system shows what its processes hold, and what to say where it does not. */
import { existsSync } from "node:fs";

export const hasProc: boolean = existsSync("/proc/self/fd") && existsSync("/proc/self/net/tcp");

/** For the name of a test that is skipped, so that the reason stands in the report. */
export const noProc: string = hasProc ? "" : " (skipped: this system has no /proc)";
