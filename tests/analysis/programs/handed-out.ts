/** Functions that hand out the means to end what they acquired, and forget one of their resources. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const handedOut: readonly Case[] = [
  {
    name: "the object that is returned ends one of two",
    code: ts`
      import { connect } from "node:net";
      export function dial(port: number, beat: () => void) {
        const timer = setInterval(beat, 1_000); //~ forgotten close()
        const socket = connect(port);
        return {
          send(text: string) {
            if (timer.hasRef()) socket.write(text);
          },
          close() {
            socket.destroy();
          },
        };
      }`,
  },
  {
    name: "the object that is returned ends both",
    code: ts`
      import { connect } from "node:net";
      export function dial(port: number, beat: () => void) {
        const timer = setInterval(beat, 1_000);
        const socket = connect(port);
        function close() {
          clearInterval(timer);
          socket.destroy();
        }
        const api = { send: (text: string) => socket.write(text), close };
        return api;
      }`,
  },
  {
    name: "the object has a name and its method another",
    code: ts`
      import { connect } from "node:net";
      export function dial(port: number, beat: () => void) {
        const timer = setInterval(beat, 1_000); //~ forgotten dispose()
        const socket = connect(port);
        const end = () => socket.destroy();
        const api = { send: (text: string) => timer.hasRef() && socket.write(text), dispose: end };
        return api;
      }`,
  },
  {
    name: "the function that is returned ends one of two",
    code: ts`
      import { watch } from "node:fs";
      export function follow(path: string, look: () => void) {
        const timer = setInterval(look, 1_000); //~ forgotten () => …
        const watcher = watch(path, { persistent: true }, look);
        console.log(timer.hasRef());
        return () => watcher.close();
      }`,
  },
  {
    name: "an interval that is not worth waiting for is let go",
    code: ts`
      import { connect } from "node:net";
      export function dial(port: number, beat: () => void) {
        const timer = setInterval(beat, 1_000);
        timer.unref();
        const socket = connect(port);
        return { close: () => void socket.destroy() };
      }`,
  },
  {
    name: "the end of the one ends the other",
    code: ts`
      import { connect } from "node:net";
      export function dial(port: number, beat: () => void) {
        const socket = connect(port);
        const timer = setInterval(beat, 1_000);
        socket.once("close", () => clearInterval(timer));
        return { close: () => void socket.destroy() };
      }`,
  },
  {
    name: "the object gives it to others",
    code: ts`
      import { connect } from "node:net";
      export function dial(port: number, beat: () => void) {
        const timer = setInterval(beat, 1_000);
        const socket = connect(port);
        return { timer, close: () => void socket.destroy() };
      }`,
  },
  {
    name: "the object ends nothing",
    code: ts`
      export function beating(beat: () => void) {
        const timer = setInterval(beat, 1_000);
        return { isBeating: () => timer.hasRef(), close: () => console.log("closed") };
      }`,
  },
  {
    name: "a constructor function ends one of two when it is closed",
    extension: "js",
    code: ts`
      import { connect } from "node:net";
      export function Feed(settings) {
        const node = this;
        const timer = setInterval(() => node.emit("beat"), 1_000); //~ forgotten on('close')
        const socket = connect(settings.port);
        node.isBeating = () => timer.hasRef();
        node.on("close", () => {
          socket.destroy();
        });
      }`,
  },
  {
    name: "a constructor function ends both when it is closed",
    extension: "js",
    code: ts`
      import { connect } from "node:net";
      export function Feed(settings) {
        const node = this;
        const timer = setInterval(() => node.emit("beat"), 1_000);
        const socket = connect(settings.port);
        this.on("close", function () {
          clearInterval(timer);
          socket.destroy();
        });
      }`,
  },
  {
    name: "the clean-up of an effect ends one of two",
    code: ts`
      declare function useEffect(effect: () => void | (() => void), on: readonly unknown[]): void;
      export function useFeed(url: string, look: () => void) {
        useEffect(() => {
          const timer = setInterval(look, 1_000); //~ forgotten () => …
          const socket = new WebSocket(url);
          socket.onmessage = () => console.log(timer);
          return () => socket.close();
        }, [url]);
      }`,
  },
  {
    name: "an effect has no clean-up",
    code: ts`
      declare function useEffect(effect: () => void | (() => void), on: readonly unknown[]): void;
      export function useClock(look: () => void) {
        useEffect(() => {
          setInterval(look, 1_000); //~ forgotten strict
        }, [look]);
        useEffect(() => {
          const timer = setInterval(look, 1_000);
          return () => clearInterval(timer);
        }, [look]);
      }`,
  },
];
