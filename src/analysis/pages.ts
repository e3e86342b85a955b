/** Does a file run in a browser, which looks after the connections of its requests? */
import type { File } from "./file.ts";
import { namesModuleOf } from "./surroundings.ts";
import { says } from "./written.ts";

const PAGES =
  /\b(?:document|window|localStorage|sessionStorage|navigator)\s*\.|\bself\.(?:addEventListener|skipWaiting|clients)\b|["']use client["']/u;

/** By what it names: the page, its storage, a library of components. */
export const isPage = (file: File): boolean => says(PAGES, file.sourceCode) || namesModuleOf("page", file);
