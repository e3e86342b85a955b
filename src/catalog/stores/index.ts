/** Stores that give back all they are given: those of the language, and those of editors. */
import type { LibraryModel } from "../schema.ts";
import { atom, lumino, monaco } from "./editors.ts";
import { stacks } from "./stacks.ts";

export const stores: readonly LibraryModel[] = [stacks, lumino, atom, monaco];
