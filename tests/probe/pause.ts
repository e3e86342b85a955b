/** Waits, with timers that the probe does not count. */
import { setTimeout as sleep } from "node:timers/promises";

export const pause = (milliseconds: number): Promise<void> => sleep(milliseconds, undefined, { ref: false });

/** Long enough for so many steps of what this process has under way with itself, however slow it is. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await pause(2);
}
