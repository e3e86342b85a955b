/** Watchers, subscriptions and temporary files: what goes on or stays until somebody ends it. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const watching: readonly Case[] = [
  {
    name: "a watcher runs as long as the program",
    code: ts`
      import { watch } from "chokidar";
      export function reload(root: string, restart: () => void) {
        watch(root, { ignoreInitial: true }).on("change", restart);
      }`,
  },
  {
    name: "a watcher waits for one change and forgets itself when it is too late",
    code: ts`
      import chokidar from "chokidar";
      export async function nextChange(root: string, change: () => Promise<boolean>) {
        const watcher = chokidar.watch(root); //~ leaked return
        const seen = await change();
        if (!seen) return false;
        await watcher.close();
        return true;
      }`,
  },
  {
    name: "a watcher with a listener in the place of its options is forgotten on one way",
    code: ts`
      import { watch } from "node:fs";
      export async function nextChange(root: string, change: () => Promise<boolean>) {
        const watcher = watch(root, () => console.log(root)); //~ leaked return
        const seen = await change();
        if (!seen) return false;
        watcher.close();
        return true;
      }`,
  },
  {
    name: "a watcher is closed whatever happens",
    code: ts`
      import chokidar from "chokidar";
      export async function nextChange(root: string, change: () => Promise<boolean>) {
        const watcher = chokidar.watch(root);
        try {
          return await change();
        } finally {
          await watcher.close();
        }
      }`,
  },
  {
    name: "a subscription ends with its source",
    code: ts`
      import { of } from "rxjs";
      export function print(values: string[]) {
        of(...values).subscribe((value) => console.log(value));
        const subscription = of("end").subscribe((value) => console.log(value));
        console.log(subscription.closed);
      }`,
  },
  {
    name: "a subscription is added to another one",
    code: ts`
      import { type Observable, Subscription } from "rxjs";
      export function both(one: Observable<number>, other: Observable<number>, use: (value: number) => void) {
        const all = new Subscription();
        all.add(one.subscribe(use));
        const second = other.subscribe(use);
        all.add(second);
        return all;
      }`,
  },
  {
    name: "a subscription is ended on one way only",
    needs: "types",
    code: ts`
      import type { Observable } from "rxjs";
      export async function during(ticks: Observable<number>, use: (tick: number) => void, work: () => Promise<boolean>) {
        const subscription = ticks.subscribe(use); //~ leaked return
        if (!(await work())) return;
        subscription.unsubscribe();
      }`,
  },
  {
    name: "a subscription is ended whatever happens",
    code: ts`
      import type { Observable } from "rxjs";
      export async function during(ticks: Observable<number>, use: (tick: number) => void, work: () => Promise<void>) {
        const subscription = ticks.subscribe(use);
        try {
          await work();
        } finally {
          subscription.unsubscribe();
        }
      }`,
  },
  {
    name: "a subscription ends itself at the value it waits for",
    code: ts`
      import type { Observable } from "rxjs";
      export function firstAbove(values: Observable<number>, limit: number, use: (value: number) => void) {
        const subscription = values.subscribe((value) => {
          if (value <= limit) return;
          subscription.unsubscribe();
          use(value);
        });
      }`,
  },
  {
    name: "a temporary file is left to the end of the process",
    code: ts`
      import tmp from "tmp";
      tmp.setGracefulCleanup();
      export function scratch() {
        const file = tmp.fileSync();
        return file.name;
      }`,
  },
  {
    name: "a temporary directory is removed only if the work succeeds",
    code: ts`
      import tmp from "tmp";
      export async function build(work: (path: string) => Promise<boolean>) {
        const directory = tmp.dirSync({ unsafeCleanup: true }); //~ leaked return
        const done = await work(directory.name);
        if (!done) return false;
        directory.removeCallback();
        return true;
      }`,
  },
  {
    name: "a temporary file is removed whatever happens",
    code: ts`
      import { file } from "tmp-promise";
      export async function build(work: (path: string) => Promise<void>) {
        const scratch = await file();
        try {
          await work(scratch.path);
        } finally {
          await scratch.cleanup();
        }
      }`,
  },
  {
    name: "an extension's command stays until the editor stops it",
    code: ts`
      import { commands, type ExtensionContext, window } from "vscode";
      export function activate(context: ExtensionContext) {
        commands.registerCommand("acme.hello", () => window.showInformationMessage("Hello"));
        const item = window.createStatusBarItem();
        context.subscriptions.push(item);
        item.show();
      }`,
  },
  {
    name: "an extension's watcher is disposed of on one way only",
    code: ts`
      import * as vscode from "vscode";
      export async function untilBuilt(build: () => Promise<boolean>, changed: () => void) {
        const watcher = vscode.workspace.createFileSystemWatcher("**/*.ts"); //~ leaked return
        watcher.onDidChange(changed);
        if (!(await build())) return false;
        watcher.dispose();
        return true;
      }`,
  },
];
