/** The notation of forms: what each way of writing means, and what is said about a form that cannot be read. */
import { describe, expect, test } from "vitest";
import { type Form, FormError, matchesLiteral, parseForm } from "../../src/catalog/index.ts";

const plain = { awaited: false, yields: [], someArgument: false } as const;

const readable: readonly (readonly [form: string, read: Form])[] = [
  ["new Pool()", { ...plain, kind: "new", path: "Pool" }],
  ["new http.Agent()", { ...plain, kind: "new", path: "http.Agent" }],
  ["createPool()", { ...plain, kind: "call", path: "createPool" }],
  ["promises.open()", { ...plain, kind: "call", path: "promises.open" }],
  ["await Pool.connect()", { ...plain, kind: "call", path: "Pool.connect", awaited: true }],
  ["open((err, _) => {})", { ...plain, kind: "call", path: "open", callback: { index: 1 } }],
  ["get((_) => {})", { ...plain, kind: "call", path: "get", callback: { index: 0 } }],
  [
    "open((err, { handle: _ }) => {})",
    { ...plain, kind: "call", path: "open", callback: { index: 1 }, yields: [{ property: "handle" }] },
  ],
  [
    "Server.on('connection', (_) => {})",
    { ...plain, kind: "call", path: "Server.on", literal: "connection", callback: { index: 0 } },
  ],
  [
    "{ body: _ } = await request()",
    { ...plain, kind: "call", path: "request", awaited: true, yields: [{ property: "body" }] },
  ],
  [
    "[, _] = await Semaphore.acquire()",
    { ...plain, kind: "call", path: "Semaphore.acquire", awaited: true, yields: [{ element: 1 }] },
  ],
  [
    "{ data: [, { subscription: _ }] } = on()",
    {
      ...plain,
      kind: "call",
      path: "on",
      yields: [{ property: "data" }, { element: 1 }, { property: "subscription" }],
    },
  ],
  ["_.close()", { ...plain, kind: "method", path: "close" }],
  ["await _.close()", { ...plain, kind: "method", path: "close", awaited: true }],
  ["_.socket.destroy()", { ...plain, kind: "method", path: "socket.destroy" }],
  ["_.release(*)", { ...plain, kind: "method", path: "release", someArgument: true }],
  ["closeSync(_)", { ...plain, kind: "function", path: "closeSync", argument: 0 }],
  ["Pool.releaseConnection(_)", { ...plain, kind: "function", path: "Pool.releaseConnection", argument: 0 }],
  ["finished(stream, _)", { ...plain, kind: "function", path: "finished", argument: 1 }],
  ["pipeline(..._)", { ...plain, kind: "function", path: "pipeline" }],
  ["createReadStream({ fd: _ })", { ...plain, kind: "function", path: "createReadStream", argument: 0, option: "fd" }],
  [
    "createReadStream(path, { fs: { fd: _ } })",
    { ...plain, kind: "function", path: "createReadStream", argument: 1, option: "fs.fd" },
  ],
  ["new Socket({ fd: _ })", { ...plain, kind: "new", path: "Socket", argument: 0, option: "fd" }],
  ["PoolClient.query('BEGIN*')", { ...plain, kind: "call", path: "PoolClient.query", literal: "begin*" }],
  ['_.query("COMMIT*")', { ...plain, kind: "method", path: "query", literal: "commit*" }],
  ["_()", { ...plain, kind: "handle", path: "" }],
  ["_[Symbol.dispose]()", { ...plain, kind: "dispose", path: "" }],
  ["await _[Symbol.asyncDispose]()", { ...plain, kind: "asyncDispose", path: "", awaited: true }],
];

const unreadable: readonly (readonly [form: string, complaint: string])[] = [
  ["_.close", "it is not one call"],
  ["", "it is not one call"],
  ["close(_); open()", "its brackets do not match"],
  ["swap(_, _)", "'_' stands in more than one place"],
  ["new _()", "'new' takes the name of a constructor"],
  ["_[Symbol.iterator]()", "'Symbol.iterator' is not a disposal symbol"],
  ["query(name, 'BEGIN')", "only the first argument can be a text"],
  ["query('* BEGIN')", "the argument ''* BEGIN'' is none of"],
  ["open((err) => {})", "'_' is no parameter of the callback"],
  ["open(() => {})", "'_' is no parameter of the callback"],
  ["{ body } = request()", "'_' is missing in '{ body }'"],
  ["createReadStream({ fd: 1 })", "'_' is missing in '{ fd: 1 }'"],
  ["close([_])", "the argument '[_]' is none of"],
  ["open({ fds: [_] })", "an option cannot stand in a list"],
  ["close(_))", "its brackets do not match"],
  ["close({ fd: _)", "its brackets do not match"],
];

describe("parseForm", () => {
  test.each(readable)("reads %s", (form, read) => expect(parseForm(form)).toEqual(read));

  test.each(unreadable)("refuses '%s'", (form, complaint) => {
    expect(() => parseForm(form)).toThrow(FormError);
    expect(() => parseForm(form)).toThrow(`The form '${form}' cannot be read: ${complaint}`);
  });
});

describe("matchesLiteral", () => {
  test.each([
    ["BEGIN*", "begin"],
    ["begin*", "BEGIN TRANSACTION"],
    ["BEGIN*", "\n  begin;"],
    ["START TRANSACTION*", "start   transaction read only"],
    ["connection", "connection"],
    ["pg_advisory_lock(*", "pg_advisory_lock(12)"],
  ])("'%s' matches '%s'", (pattern, text) => expect(matchesLiteral(pattern, text)).toBe(true));

  test.each([
    ["BEGIN*", "beginning"],
    ["BEGIN*", "SELECT 1; BEGIN"],
    ["START TRANSACTION*", "start"],
    ["connection", "connections"],
    ["close", "close "],
    ["a.b*", "axb"],
  ])("'%s' does not match '%s'", (pattern, text) => expect(matchesLiteral(pattern, text)).toBe(false));
});
