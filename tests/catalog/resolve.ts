/** Looks forms up in what libraries declare. */
import ts from "typescript";
import type { Form, ResultStep } from "../../src/catalog/index.ts";
import type { Declared } from "./declared.ts";

type Signatures = readonly ts.Signature[];

/** The types of what an acquiring form gives, one for each overload and module that fits; empty when nothing is declared so. */
export function acquiredBy(
  form: Form,
  written: string,
  modules: readonly string[],
  declared: Declared,
): readonly ts.Type[] {
  return modules.flatMap((module) => {
    const heard = form.literal !== undefined && form.callback ? declared.heard(module, written) : undefined;
    if (heard) return [heard];
    return signaturesOf(form, module, declared).flatMap((signature) => given(form, signature, declared));
  });
}

/** The type whose method a form names: what `_` is when acquiring changes the state of its receiver. */
export function receiversOf(
  form: Form,
  modules: readonly string[],
  { exported, checker }: Declared,
): readonly ts.Type[] {
  const [owner = "", method = ""] = form.path.split(".");
  return modules.flatMap((module) => {
    const symbol = exported(module, owner);
    const type = symbol && checker.getDeclaredTypeOfSymbol(symbol);
    return type && callsOf(type, method, checker).length > 0 ? [type] : [];
  });
}

/** Whether something is declared that takes the resource, or is done to it, the way the form writes. */
export function isDeclared(
  form: Form,
  handles: readonly ts.Type[],
  modules: readonly string[],
  declared: Declared,
): boolean {
  const { checker } = declared;
  if (form.kind === "method") return handles.some((handle) => callsOf(handle, form.path, checker).length > 0);
  if (form.kind === "handle") return handles.some((handle) => handle.getCallSignatures().length > 0);
  if (form.kind === "dispose" || form.kind === "asyncDispose")
    return handles.some((handle) => disposalOf(handle, checker).has(form.kind));
  const signatures = modules.flatMap((module) => signaturesOf(form, module, declared));
  return signatures.some((signature) => form.kind === "call" || takes(form, signature, handles, checker));
}

/** The disposal symbols that a type declares. */
export function disposalOf(type: ts.Type, checker: ts.TypeChecker): ReadonlySet<string> {
  const symbols = checker
    .getPropertiesOfType(type)
    .map((property) => /^__@(dispose|asyncDispose)@/u.exec(property.name)?.[1]);
  return new Set(symbols.filter((symbol) => symbol !== undefined));
}

/** Whether a method gives its receiver back, at once or by promise. */
export function isFluent(handle: ts.Type, method: string, checker: ts.TypeChecker): boolean {
  return callsOf(handle, method, checker).some((signature) => {
    const returned = checker.getReturnTypeOfSignature(signature);
    const settled = checker.getAwaitedType(returned) ?? returned;
    return (
      !(settled.flags & ts.TypeFlags.Any) &&
      checker.isTypeAssignableTo(settled, checker.getBaseConstraintOfType(handle) ?? handle)
    );
  });
}

export function neverReturns(form: Form, modules: readonly string[], declared: Declared): boolean {
  const signatures = modules.flatMap((module) => signaturesOf(form, module, declared));
  return signatures.some(
    (signature) => declared.checker.getReturnTypeOfSignature(signature).flags & ts.TypeFlags.Never,
  );
}

export function isDeclaredType(name: string, modules: readonly string[], { exported }: Declared): boolean {
  return modules.some((module) => {
    const symbol = exported(module, name);
    return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Type) !== 0;
  });
}

/** The ways to call, or to construct, what a form names in one module. */
function signaturesOf(form: Form, module: string, { exported, checker }: Declared): Signatures {
  const [first = "", ...rest] = form.path.split(".");
  const symbol = exported(module, first);
  if (!symbol) return [];
  const value = checker.getTypeOfSymbol(symbol);
  if (form.kind === "new") return value.getConstructSignatures();
  if (rest.length === 0) return value.getCallSignatures();
  const method = rest.join(".");
  const instance =
    symbol.flags & ts.SymbolFlags.Type ? callsOf(checker.getDeclaredTypeOfSymbol(symbol), method, checker) : [];
  return instance.length > 0 ? instance : callsOf(value, method, checker);
}

function callsOf(type: ts.Type, path: string, checker: ts.TypeChecker): Signatures {
  const steps = path.split(".").map((property): ResultStep => ({ property }));
  return follow(type, steps, checker)?.getCallSignatures() ?? [];
}

function given(form: Form, signature: ts.Signature, declared: Declared): readonly ts.Type[] {
  const { callback } = form;
  const { checker } = declared;
  const parameters = signature
    .getParameters()
    .map((parameter) => checker.getNonNullableType(checker.getTypeOfSymbol(parameter)));
  if (form.kind === "function") return [parameters[form.argument ?? 0]].filter((type) => type !== undefined);
  const returned = checker.getReturnTypeOfSignature(signature);
  const isPromise = checker.getPropertyOfType(returned, "then") !== undefined;
  const starts = callback
    ? parameters
        .flatMap((parameter) => parameter.getCallSignatures().map((call) => call.getParameters()[callback.index]))
        .filter((one) => one !== undefined)
        .map((one) => checker.getTypeOfSymbol(one))
    : isPromise === form.awaited
      ? [checker.getAwaitedType(returned) ?? returned]
      : [];
  const empty = ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never | ts.TypeFlags.Any;
  return starts
    .map((start) => followed(start, form.yields, declared))
    .filter((type) => type !== undefined && !(type.flags & empty) && hasMembers(type, checker)) as ts.Type[];
}

/** A type that the caller chooses, `transaction<T>(run: () => Promise<T>): Promise<T>`, is none of the library's. */
function hasMembers(type: ts.Type, checker: ts.TypeChecker): boolean {
  const apparent = checker.getApparentType(type);
  return checker.getPropertiesOfType(apparent).length + apparent.getCallSignatures().length > 0;
}

/** What the caller types, as an answer's `data`, is a stream where the form says so; of several types, the streams are meant. */
function followed(start: ts.Type, steps: readonly ResultStep[], declared: Declared): ts.Type | undefined {
  const { checker } = declared;
  const symbol = declared.exported("stream", "Readable");
  const readable = symbol && checker.getDeclaredTypeOfSymbol(symbol);
  const found = follow(start, steps, checker);
  const isFree = (type: ts.Type): boolean => (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Instantiable)) !== 0;
  if (!readable || steps.length === 0) return found;
  if (found ? isFree(found) : isFree(start)) return readable;
  const streams = found?.isUnion() ? found.types.filter((one) => checker.isTypeAssignableTo(one, readable)) : [];
  return streams[0] ?? found;
}

function follow(start: ts.Type, steps: readonly ResultStep[], checker: ts.TypeChecker): ts.Type | undefined {
  return steps.reduce<ts.Type | undefined>((type, step) => {
    const property =
      type &&
      checker.getPropertyOfType(
        checker.getApparentType(type),
        "property" in step ? step.property : String(step.element),
      );
    return property && checker.getNonNullableType(checker.getTypeOfSymbol(property));
  }, checker.getNonNullableType(start));
}

function takes(form: Form, signature: ts.Signature, handles: readonly ts.Type[], checker: ts.TypeChecker): boolean {
  const parameters = signature.getParameters();
  if (form.argument === undefined) return parameters.length > 0;
  const parameter = parameters[form.argument];
  if (!parameter) return false;
  if (form.option !== undefined)
    return hasProperty(checker.getTypeOfSymbol(parameter), form.option.split("."), checker);
  const declared = checker.getTypeOfSymbol(parameter);
  const type = checker.getBaseConstraintOfType(declared) ?? declared;
  return handles.length === 0 || handles.some((handle) => checker.isTypeAssignableTo(handle, type));
}

/** Whether an option is declared for a form: at one argument, or at any of them. */
export function hasOption(
  option: string,
  {
    form,
    handles,
    argument,
  }: { readonly form: Form; readonly handles: readonly ts.Type[]; readonly argument?: number },
  modules: readonly string[],
  declared: Declared,
): boolean {
  const { checker } = declared;
  const signatures =
    form.kind === "method"
      ? handles.flatMap((handle) => callsOf(handle, form.path, checker))
      : modules.flatMap((module) => signaturesOf(form, module, declared));
  const parameters = signatures.flatMap((signature) => {
    const all = signature.getParameters();
    return argument === undefined ? all : all.slice(argument, argument + 1);
  });
  return parameters.some((parameter) => hasProperty(checker.getTypeOfSymbol(parameter), option.split("."), checker));
}

/** Whether a value of the type, or of one member of the union that it is, can have the property; deeper ones in turn. */
export function hasProperty(type: ts.Type, [first, ...rest]: readonly string[], checker: ts.TypeChecker): boolean {
  if (first === undefined) return true;
  const known = checker.getBaseConstraintOfType(type) ?? type;
  return (known.isUnion() ? known.types : [known]).some((member) => {
    const property = checker.getPropertyOfType(member, first);
    return property !== undefined && hasProperty(checker.getTypeOfSymbol(property), rest, checker);
  });
}
