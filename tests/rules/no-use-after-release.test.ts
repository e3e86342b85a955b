/** It is (not) a misuse when a resource is used or returned late. */
import { noUseAfterRelease } from "../../src/rules/no-use-after-release.ts";
import { ts, untyped } from "../support/rule-tester.ts";

untyped.run("no-use-after-release", noUseAfterRelease, {
  valid: [
    {
      name: "its number is only compared",
      code: ts`
        import fs from "node:fs";
        export function f() {
          const fd = fs.openSync("a", "r");
          fs.closeSync(fd);
          if (fd > 100) throw new Error("many files");
        }`,
    },
  ],
  invalid: [
    {
      name: "a closed descriptor is read",
      code: ts`
        import fs from "node:fs";
        export function f() {
          const fd = fs.openSync("a", "r");
          fs.closeSync(fd);
          return fs.fstatSync(fd).size;
        }`,
      errors: [
        {
          messageId: "usedAfterRelease",
          line: 5,
          data: {
            holder: "fd",
            resource: "file descriptor",
            release: "fs.closeSync(fd)",
            call: "'fstatSync()'",
            where: "on line 4",
          },
        },
      ],
    },
    {
      name: "what using gives back is returned",
      code: ts`
        import { open } from "node:fs/promises";
        export async function f(path: string) {
          await using file = await open(path);
          return file;
        }`,
      errors: [
        {
          messageId: "returnedReleased",
          line: 4,
          data: { holder: "file", resource: "file handle", release: "close()", where: "at the end of its block" },
        },
      ],
    },
  ],
});
