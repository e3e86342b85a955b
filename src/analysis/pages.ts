/** Does a file run in a browser, which looks after the connections of its requests? */
import type { File } from "./file.ts";

const PAGES =
  /\b(?:document|window|localStorage|sessionStorage|navigator)\s*\.|\bself\.(?:addEventListener|skipWaiting|clients)\b|["'](?:react|vue|svelte|solid-js|preact|@angular\/core|next\/\w+)["']|["']use client["']/u;

/** By what it names: the page, its storage, a library of components. */
export const isPage = ({ sourceCode: { text } }: File): boolean => PAGES.test(text);
