/** Does a file hold tests, whose registries and servers last no longer than they do? */
import type { File } from "./file.ts";
import { says } from "./written.ts";

/** A function of its own: `/x/.test("x")` is no test. */
const TESTS = /(?<![\w$.])(?:describe|it|suite|test)(?:\.\w+)*\(\s*["'`]/u;

export const isTest = ({ sourceCode }: File): boolean => says(TESTS, sourceCode);
