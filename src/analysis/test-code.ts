/** Does a file hold tests, whose registries and servers last no longer than they do? */
import type { File } from "./file.ts";

const TESTS = /\b(?:describe|it|suite|test)(?:\.\w+)*\(\s*["'`]/u;

export const isTest = ({ sourceCode: { text } }: File): boolean => TESTS.test(text);
