/** What browsers lend: streams, observers, connections, object URLs. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const webApis: readonly Case[] = [
  {
    name: "a reader reads its stream to the end",
    code: ts`
      export async function size(stream: ReadableStream<Uint8Array>) {
        const reader = stream.getReader();
        for (let sum = 0; ; ) {
          const { done, value } = await reader.read();
          if (done) return sum;
          sum += value.length;
          if (sum > 1000) {
            await reader.cancel();
            throw new Error("too long");
          }
        }
      }`,
  },
  {
    name: "a writer is closed on one way only",
    needs: "types",
    code: ts`
      export async function send(stream: WritableStream<string>, lines: string[]) {
        const writer = stream.getWriter(); //~ leaked return
        if (lines.length === 0) return;
        for (const line of lines) await writer.write(line);
        await writer.close();
      }`,
  },
  {
    name: "a writer whose stream fails has nothing left to give back",
    code: ts`
      export async function send(stream: WritableStream<string>, lines: string[]) {
        const writer = stream.getWriter();
        for (const line of lines) await writer.write(line);
        writer.releaseLock();
      }`,
  },
  {
    name: "Node's own writer keeps its lock when what is written cannot be made",
    needs: "types",
    code: ts`
      import type { WritableStream } from "node:stream/web";
      export async function send(stream: WritableStream<string>, text: () => Promise<string>) {
        const writer = stream.getWriter(); //~ leakedOnThrow rejects
        await writer.write(await text());
        writer.releaseLock();
      }`,
  },
  {
    name: "an observer waits for an element and disconnects",
    code: ts`
      export function whenThere(selector: string): Promise<Element> {
        return new Promise((resolve) => {
          const observer = new MutationObserver(() => {
            const element = document.querySelector(selector);
            if (!element) return;
            observer.disconnect();
            resolve(element);
          });
          observer.observe(document.body, { childList: true, subtree: true });
        });
      }`,
  },
  {
    name: "an observer is disconnected on one way only",
    code: ts`
      export async function during(element: Element, changed: () => void, work: () => Promise<boolean>) {
        const observer = new ResizeObserver(changed); //~ leaked return
        observer.observe(element);
        if (!(await work())) return;
        observer.disconnect();
      }`,
  },
  {
    name: "an observer that observes nothing yet holds nothing",
    code: ts`
      export async function during(element: Element | null, changed: () => void, work: () => Promise<void>) {
        const observer = new ResizeObserver(changed);
        if (!element) return;
        observer.observe(element);
        try {
          await work();
        } finally {
          observer.disconnect();
        }
      }`,
  },
  {
    name: "an effect disconnects its observer",
    code: ts`
      export function observed(element: Element, changed: () => void) {
        const observer = new IntersectionObserver(changed);
        observer.observe(element);
        return () => observer.disconnect();
      }`,
  },
  {
    name: "an object url is revoked once the image is there",
    code: ts`
      export async function bitmap(blob: Blob, load: (url: string) => Promise<ImageBitmap>) {
        const url = URL.createObjectURL(blob);
        try {
          return await load(url);
        } finally {
          URL.revokeObjectURL(url);
        }
      }`,
  },
  {
    name: "an object url is left to the image that shows it",
    code: ts`
      export function show(image: HTMLImageElement, blob: Blob) {
        image.src = URL.createObjectURL(blob);
      }`,
  },
  {
    name: "an object url is given to a link that is clicked",
    code: ts`
      export function download(blob: Blob, name: string) {
        const url = URL.createObjectURL(blob);
        const link = document.createElement("a");
        link.href = url;
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(url), 0);
      }`,
  },
  {
    name: "an object url is revoked only if the image is good",
    code: ts`
      export async function preview(blob: Blob, load: () => Promise<boolean>) {
        const url = URL.createObjectURL(blob); //~ leaked return
        document.body.style.background = \`url(\${url})\`;
        if (!(await load())) return false;
        URL.revokeObjectURL(url);
        return true;
      }`,
  },
  {
    name: "an object url is part of a style",
    code: ts`
      export function background(element: HTMLElement, blob: Blob) {
        const url = URL.createObjectURL(blob);
        element.style.background = \`url(\${url})\`;
      }`,
  },
  {
    name: "a writer waits until its stream is ready",
    code: ts`
      export async function send(stream: WritableStream<string>, lines: string[]) {
        const writer = stream.getWriter();
        for (const line of lines) {
          await writer.ready;
          await writer.write(line);
        }
        await writer.close();
      }`,
  },
  {
    name: "a socket goes on with its handlers",
    code: ts`
      export function listen(url: string, use: (data: unknown) => void) {
        const socket = new WebSocket(url);
        socket.onmessage = ({ data }) => use(data);
        socket.onclose = () => console.log("closed");
      }`,
  },
  {
    name: "a worker is terminated on one way only",
    code: ts`
      export async function compute(path: string, ready: () => Promise<boolean>) {
        const worker = new Worker(path); //~ leaked return
        if (!(await ready())) return;
        worker.postMessage("start");
        worker.terminate();
      }`,
  },
  {
    name: "a frame is asked for and drawn",
    code: ts`
      export function draw(paint: () => void) {
        requestAnimationFrame(paint);
        const frame = requestAnimationFrame(paint);
        console.log(frame);
      }`,
  },
  {
    name: "a written file is closed only if all could be written",
    needs: "types",
    code: ts`
      export async function save(handle: FileSystemFileHandle, text: () => Promise<string>) {
        const file = await handle.createWritable(); //~ leakedOnThrow rejects
        await file.write(await text());
        await file.close();
      }`,
  },
  {
    name: "a port is closed whatever happens",
    code: ts`
      import { MessageChannel } from "node:worker_threads";
      export async function ask(work: (channel: MessageChannel) => Promise<void>) {
        const channel = new MessageChannel();
        try {
          await work(channel);
        } finally {
          channel.port1.close();
        }
      }`,
  },
  {
    name: "a port is closed on one way only",
    code: ts`
      import { MessageChannel } from "node:worker_threads";
      export async function ask(work: () => Promise<boolean>) {
        const channel = new MessageChannel(); //~ leaked return
        channel.port1.on("message", (value) => console.log(value));
        if (!(await work())) return;
        channel.port2.close();
      }`,
  },
];
