/** Answers to tasks from a child process that may hang or die: then the task is to blame and the next child goes on. */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const childFile = fileURLToPath(new URL("robust-child.mjs", import.meta.url));
const batchSize = 120;
/** Milliseconds for what is not ours: to build the program of a batch, to parse one file. */
const preparing = 120_000;

/** Typed and untyped files go in separate batches: only the former share a program. */
function batchesOf(tasks) {
  const typed = tasks.filter(({ mode }) => mode === "typed");
  const untyped = tasks.filter(({ mode }) => mode !== "typed");
  return [untyped, typed].flatMap((some) =>
    Array.from({ length: Math.ceil(some.length / batchSize) }, (_, at) =>
      some.slice(at * batchSize, (at + 1) * batchSize),
    ),
  );
}

/** The next message, or why there will be none. The channel closes after its last message, unlike the process. */
function nextEvent(child, inbox, patience) {
  if (inbox.length > 0) return Promise.resolve({ message: inbox.shift() });
  if (!child.connected) return Promise.resolve({ end: "the process died" });
  return new Promise((resolve) => {
    const settle = (event) => {
      clearTimeout(timer);
      child.off("arrived", onArrival).off("disconnect", onEnd);
      resolve(event);
    };
    const onArrival = () => settle({ message: inbox.shift() });
    const onEnd = () => settle({ end: "the process died" });
    const timer = setTimeout(() => settle({ end: `no answer within ${patience / 1_000} s` }), patience);
    child.once("arrived", onArrival).once("disconnect", onEnd);
  });
}

function started({ plugin, root }) {
  const child = fork(childFile, [plugin, root], { execArgv: ["--max-old-space-size=6000"] });
  const inbox = [];
  child.on("message", (message) => {
    inbox.push(message);
    child.emit("arrived");
  });
  return { child, inbox };
}

const silent = { parsing: 0, linting: 0, reports: 0, crashes: [] };

/** Until a file is parsed our rules have not begun; from then on an end is theirs. */
async function resultOf(task, child, inbox, patience) {
  const parsed = await nextEvent(child, inbox, preparing);
  if (parsed.end !== undefined) return { ...silent, task, refused: parsed.end, failed: true };
  if (parsed.message.refused !== undefined) return { ...silent, task, ...parsed.message };
  const ruled = await nextEvent(child, inbox, patience);
  return ruled.end === undefined
    ? { task, ...parsed.message, ...ruled.message }
    : { ...silent, task, crashes: [{ preset: "?", rule: "?", error: ruled.end }], failed: true };
}

/** Yields `{ task, refused?, crashes, reports, parsing, linting }` (milliseconds) for each task. */
export async function* answers(tasks, options) {
  const open = batchesOf(tasks);
  while (open.length > 0) {
    const { child, inbox } = started(options);
    try {
      yield* answersOf(child, inbox, open, options.patience);
    } finally {
      child.kill("SIGKILL");
    }
  }
}

/** Takes from `open` what is answered; ends early, with the rest of the batch put back, when the child fails. */
async function* answersOf(child, inbox, open, patience) {
  const { end } = await nextEvent(child, inbox, patience);
  if (end !== undefined) throw new Error(`the linting process does not start: ${end}`);
  while (open.length > 0) {
    const batch = open.shift();
    if (child.connected) child.send(batch.map(({ id, path, text, mode }) => ({ id, path, text, mode })));
    const unprepared = await nextEvent(child, inbox, preparing);
    if (unprepared.end !== undefined) throw new Error(`the program of a batch cannot be built: ${unprepared.end}`);
    for (const [at, task] of batch.entries()) {
      const result = await resultOf(task, child, inbox, patience);
      yield result;
      if (!result.failed) continue;
      if (at + 1 < batch.length) open.unshift(batch.slice(at + 1));
      return;
    }
  }
}
