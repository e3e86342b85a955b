/** The nouns every other file in this folder speaks in. */
import type { TSESTree } from "@typescript-eslint/utils";
import type { ResourceModel } from "../catalog/index.ts";
import type { Often } from "./lifetimes/index.ts";
import type { FunctionNode } from "./tree.ts";

/** A resource coming to life at one place in the file. */
export interface Acquisition {
  /** The expression that acquires; reports stand here. */
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly resource: ResourceModel;
  /** The name that holds it, as the program writes it (`client`, `this.file`); empty when nothing does. */
  readonly holder: string;
  /** The call that mends it, as a user would write it: `client.release()`. */
  readonly release: string;
  /** The same call, ready to be written into the program; absent when its parts may not be in scope. */
  readonly mend: Mend | undefined;
  /** The declaration that binds it, when that is one name in a block. */
  readonly declaration: TSESTree.VariableDeclaration | undefined;
  /** The calls of the function that release it on some path. */
  readonly releases: readonly TSESTree.Node[];
  /** The function that acquires, as readers name it: `UserStore.load`, `<module>`. */
  readonly within: string;
}

export interface Mend {
  readonly call: string;
  /** It answers a promise that is to be awaited. */
  readonly awaited: boolean;
}

/** How control left the holder's reach. */
export interface Exit {
  /** What throws or rejects there, as a message names it: `query()`; the text of the exit otherwise. */
  readonly call: string;
  readonly node: TSESTree.Node;
  readonly kind:
    | "end"
    | "return"
    | "throw"
    | "break"
    | "continue"
    | "iteration"
    | "resolve"
    | "reject"
    | "callback"
    | "yield"
    | "rejects"
    | "throws";
}

/** A plain-JSON path of one leak, for reporters: acquired → skipped by → leaves. Lines and columns are 1-based, ends exclusive. */
export interface Trace {
  readonly version: 1;
  readonly resource: string;
  readonly holder: string;
  readonly release: string;
  readonly within: string;
  /** The acquiring call as written, white space folded, at most 80 characters. */
  readonly acquire: string;
  readonly steps: readonly TraceStep[];
}

export interface TraceStep {
  readonly kind: "acquired" | "branch" | "skipped" | "leaves" | "overwritten" | "released" | "misused";
  /** A sentence for people: "acquired here", "query() rejects". */
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The class that holds a resource in a field. */
export interface Owner {
  readonly name: string;
  /** The field holds a collection of such resources. */
  readonly isCollection: boolean;
  /** No field holds it: it is registered with something that the class was lent. */
  readonly isRegistration?: boolean;
  /** The method that forgets it, as a message names it, and where it stands; absent when the class has none. */
  readonly teardown: { readonly name: string; readonly fn: FunctionNode } | undefined;
  /** The way out of that method which misses the release; absent when the whole method does. */
  readonly exit?: TSESTree.Node;
  /** What that method sets, and nobody asks for when the resource has arrived: it came after the end. */
  readonly flag?: string;
  /** The field's declared type, or its value somewhere, can be nothing. */
  readonly isOptional: boolean;
}

/** The acquisition that fails: another one further down, the next one of the same loop, or one beside it in `Promise.all`. */
export interface Failing {
  readonly how: "after" | "again" | "beside";
  /** The name that would have held it, else the call: `target`, `open()`. */
  readonly name: string;
}

/** One fact about one acquisition. Rules choose the kinds they speak about. */
export type Finding =
  /** Nothing ever held it. */
  | { readonly kind: "dropped"; readonly acquisition: Acquisition; readonly trace: Trace }
  /** A visible way out leaves it open. */
  | { readonly kind: "leaked"; readonly acquisition: Acquisition; readonly exit: Exit; readonly trace: Trace }
  /** Only a way out that cannot be seen (rejected await, throwing call) leaves it open. */
  | {
      readonly kind: "leakedOnThrow";
      readonly acquisition: Acquisition;
      readonly exit: Exit;
      /** A field of an object holds it that nobody gets, as its constructor fails. */
      readonly isUnborn?: true;
      readonly trace: Trace;
    }
  /** Only the failure of another acquisition leaves it open. `failing` tells that one. */
  | {
      readonly kind: "partiallyAcquired";
      readonly acquisition: Acquisition;
      readonly exit: Exit;
      readonly failing: Failing;
      readonly trace: Trace;
    }
  /** The holder was given another value, or acquired again, while it held this one. `by` is what overwrites. */
  | {
      readonly kind: "overwritten";
      readonly acquisition: Acquisition;
      readonly by: TSESTree.Node;
      /** `strict` when only strangers may bring it about: they choose the key, or how often it comes to that. */
      readonly tier: "recommended" | "strict";
      /** It is one of a collection, under a key. */
      readonly isEntry?: true;
      readonly trace: Trace;
    }
  /** A response whose body some visible way out leaves unread; nobody ever held it where there is no `exit`. */
  | {
      readonly kind: "unread";
      readonly acquisition: Acquisition;
      readonly exit?: Exit;
      /** What gives its holder another value. */
      readonly by?: TSESTree.Node;
      /** `strict` where garbage collection ends what was forgotten. */
      readonly tier: "recommended" | "strict";
      readonly trace: Trace;
    }
  /** A stream in a chain of `.pipe()` stays open when another one fails; the acquisition is the chain. */
  | {
      readonly kind: "piped";
      readonly acquisition: Acquisition;
      /** The stream whose failure leaves it open, as the program writes it. */
      readonly other: string;
      readonly open: "source" | "target";
      /** The streams of the chain, from its source on; absent when more is done in the chain than piping. */
      readonly streams: readonly TSESTree.Node[] | undefined;
      readonly tier: "recommended" | "strict";
      readonly trace: Trace;
    }
  /** A field holds it, and no method that ends the object releases it. */
  | {
      readonly kind: "forgotten";
      readonly acquisition: Acquisition;
      readonly owner: Owner;
      /** `recommended` when nothing else in the class ends it either. */
      readonly tier: "recommended" | "strict";
      /** No field holds it, but one holds its like: the call that would keep it, `this.#subscriptions.add`. */
      readonly keep?: string;
      readonly trace: Trace;
    }
  /** A method overrides the one that releases an inherited field, and does not call it; `owner` is the class of the override. */
  | {
      readonly kind: "superForgotten";
      readonly acquisition: Acquisition;
      readonly owner: Owner;
      /** The name of the overriding method. */
      readonly at: TSESTree.Node;
      readonly trace: Trace;
    }
  /** A client for the whole program is built again and again; `isReleased`: and released each time. */
  | {
      readonly kind: "builtOften";
      readonly acquisition: Acquisition;
      readonly often: Often;
      readonly isReleased: boolean;
      readonly trace: Trace;
    }
  | Misuse<"releasedTwice">
  | Misuse<"usedAfterRelease">
  | Misuse<"releasedTooEarly">;

/** `by` releases, uses, returns or still needs what `release` gives back; reports stand there. */
export interface Misuse<K extends string> {
  readonly kind: K;
  readonly acquisition: Acquisition;
  readonly by: TSESTree.Node;
  /** The name through which `by` reaches it. */
  readonly holder: string;
  readonly release: TSESTree.Node;
  /** What `by` does, as a message names it: `query()`, `return`. */
  readonly call: string;
  /** On every way to `by` it has been released. */
  readonly isRedundant: boolean;
  readonly trace: Trace;
}

export type FindingKind = Finding["kind"];
export type FindingOf<K extends FindingKind> = Extract<Finding, { kind: K }>;
