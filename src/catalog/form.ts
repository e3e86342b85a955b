/** What a form of the notation says, as plain data. */

/** A parsed form. */
export interface Form {
  /**
   * - `call`, `new`: an exported function or constructor, or a method of a type, as acquiring is written
   * - `function`: such a call with the resource among its arguments, `closeSync(_)`
   * - `method`, `handle`, `dispose`, `asyncDispose`: done to the resource itself, `_.close()`, `_()`, `_[Symbol.dispose]()`
   */
  readonly kind: "call" | "new" | "method" | "function" | "handle" | "dispose" | "asyncDispose";
  /** `Pool.connect`, `promises.open`; for `_.socket.destroy()` it is `socket.destroy`; empty for handles and disposal symbols. */
  readonly path: string;
  readonly awaited: boolean;
  /** The way from the result, or from the callback's argument, to the resource; empty when that is the resource. */
  readonly yields: readonly ResultStep[];
  /** The resource is argument `index` of the function passed as argument. */
  readonly callback?: { readonly index: number };
  /** What the first argument reads, in lower case: `begin*`. */
  readonly literal?: string;
  /** Zero-based position of the argument that is or contains `_`; absent for `pipeline(..._)`, which takes it anywhere. */
  readonly argument?: number;
  /** `_` stands in an options object under this key; dots reach deeper. */
  readonly option?: string;
  /** `_.release(*)`: at least one argument is written. */
  readonly someArgument: boolean;
}

export type ResultStep = { readonly property: string } | { readonly element: number };

/** A form that does not follow the notation; the message names the form and what is wrong with it. */
export class FormError extends Error {
  override readonly name = "FormError";

  constructor(form: string, complaint: string) {
    super(`The form '${form}' cannot be read: ${complaint}.`);
  }
}
