/** How far the run has come, on a terminal only. */
import cliProgress from "cli-progress";
import type { Host } from "./host.ts";

export interface Progress {
  /** Names what is read now, after so many files. */
  readonly show: (path: string, filesDone: number) => void;
  readonly stop: () => void;
}

const silent: Progress = { show: () => undefined, stop: () => undefined };
const longestPath = 48;

/** Nothing in a log: continuous integration would keep every state of the bar. */
export function progressOn({ stderr, env }: Pick<Host, "stderr" | "env">, files: number): Progress {
  if (stderr.isTTY !== true || env["CI"] !== undefined) return silent;
  // The cursor stays as it is, or an interrupted run would leave the terminal without one.
  const options = { stream: stderr, format: "{bar} {value}/{total} {path}", barsize: 24, clearOnComplete: true };
  const bar = new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic);
  return {
    show(path, filesDone) {
      const payload = { path: path.length > longestPath ? `…${path.slice(-longestPath)}` : path };
      // Only starting draws at once, and the first tsconfig may keep everything else waiting for seconds.
      if (bar.isActive) bar.update(filesDone, payload);
      else bar.start(files, filesDone, payload);
    },
    stop: () => bar.stop(),
  };
}
