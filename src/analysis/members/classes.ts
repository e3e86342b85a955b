/** The classes of a file: their members, and what they extend. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { exportOf } from "../origin.ts";
import { type FunctionNode, isFunction, keyNameOf, nodesOf, unwrapped } from "../tree.ts";
import { type Noted, notePlaces } from "./places.ts";
import { type ClassElement, type ClassNode, isElement, type Self } from "./self.ts";
import { type Views, viewsIn } from "./views.ts";

export interface ClassShape {
  readonly node: ClassNode;
  /** Whose members these are: those of its instances, or those of the class itself. */
  readonly self: Self;
  readonly name: string;
  /** The class of this file that it extends; `none` when it extends nothing that could know its fields. */
  readonly base: ClassShape | "none" | "unknown";
  readonly subclasses: readonly ClassShape[];
  /** Methods, accessors left out, and members that hold a function. */
  readonly methods: ReadonlyMap<string, Method>;
  /** Declared fields, parameter properties included. */
  readonly declared: ReadonlyMap<string, Declaration>;
  /** Accessors that show fields. */
  readonly views: Views;
  /** By member name: `this.x`, and what `const { x } = this` binds; a field's, where only an accessor is named, too. */
  readonly uses: ReadonlyMap<string, readonly TSESTree.Node[]>;
  /** Calls that are given the whole object, and places that name a field of it by an expression. */
  readonly given: readonly TSESTree.Node[];
}

type Declaration = ClassElement | TSESTree.TSParameterProperty;

export interface Method {
  readonly element: ClassElement;
  readonly fn: FunctionNode;
}

export interface Classes {
  /** Absent for a class that has no member of its own, when it is asked for itself. */
  readonly shapeOf: (self: Self) => ClassShape | undefined;
  /** What instances have. */
  readonly all: readonly ClassShape[];
  /** Places that speak of a member of something else: `other.x`. */
  readonly outside: ReadonlyMap<string, readonly TSESTree.Node[]>;
}

interface Draft extends Noted {
  base: ClassShape["base"];
  readonly subclasses: ClassShape[];
}

const known = new WeakMap<File, Classes>();

export function classesOf(file: File): Classes {
  const found = known.get(file);
  if (found) return found;
  const made = classesIn(file);
  known.set(file, made);
  return made;
}

const CLASSES = new Set([T.ClassDeclaration, T.ClassExpression] as const);

function classesIn(file: File): Classes {
  const { ast, visitorKeys } = file.sourceCode;
  const outside = new Map<string, TSESTree.Node[]>();
  // Most classes are known by their members; what is done with those is asked of few.
  let isNoted = false;
  const noted = (): void => {
    if (isNoted) return;
    isNoted = true;
    notePlaces(shapes, outside, file);
  };
  const shapes = new Map<Self, Draft>(
    nodesOf(CLASSES, ast, visitorKeys).flatMap((node) => {
      const selves = node.body.body.some(isStatic) ? [node, node.body] : [node];
      return selves.map((self): [Self, Draft] => [self, shaped(node, self, noted, file)]);
    }),
  );
  for (const shape of shapes.values()) {
    shape.base = baseOf(shape, shapes, file);
    if (typeof shape.base === "object") shapes.get(shape.base.self)?.subclasses.push(shape);
  }
  return {
    shapeOf: (self) => shapes.get(self),
    all: [...shapes.values()].filter(({ self }) => self.type !== T.ClassBody),
    get outside() {
      if (shapes.size > 0) noted();
      return outside;
    },
  };
}

const isStatic = (one: TSESTree.ClassElement): boolean => isElement(one) && one.static;

function shaped(node: ClassNode, self: Self, noted: () => void, file: File): Draft {
  const [uses, given] = [new Map<string, TSESTree.Node[]>(), [] as TSESTree.Node[]];
  const isOfClass = self.type === T.ClassBody;
  const elements = node.body.body.filter(isElement).filter((one) => one.static === isOfClass);
  const functions = elements.flatMap((element): [string, Method][] => {
    const name = keyNameOf(element);
    const isMethod = element.type !== T.MethodDefinition || element.kind === "method";
    const fn = element.value && isMethod ? unwrapped(element.value) : undefined;
    return name !== undefined && isFunction(fn) ? [[name, { element, fn }]] : [];
  });
  return {
    node,
    self,
    name: nameOf(node),
    base: "none",
    subclasses: [],
    methods: new Map(functions),
    declared: new Map<string, Declaration>([...elements.flatMap(declaration), ...parameterProperties(elements)]),
    views: viewsIn(elements, file),
    get uses() {
      noted();
      return uses;
    },
    get given() {
      noted();
      return given;
    },
  };
}

function nameOf({ id, parent }: ClassNode): string {
  if (id) return id.name;
  return parent.type === T.VariableDeclarator && parent.id.type === T.Identifier ? parent.id.name : "<class>";
}

function declaration(element: ClassElement): [string, ClassElement][] {
  const name = keyNameOf(element);
  return name === undefined || element.type === T.MethodDefinition ? [] : [[name, element]];
}

function parameterProperties(elements: readonly ClassElement[]): [string, TSESTree.TSParameterProperty][] {
  const made = elements.find((one) => one.type === T.MethodDefinition && one.kind === "constructor");
  const parameters = made && isFunction(made.value) ? made.value.params : [];
  return parameters.flatMap((one) => {
    if (one.type !== T.TSParameterProperty) return [];
    const { parameter } = one;
    const name = parameter.type === T.AssignmentPattern ? parameter.left : parameter;
    return [[name.name, one] as [string, TSESTree.TSParameterProperty]];
  });
}

/** What Node itself declares knows nothing of the fields of a class that extends it. */
const PLATFORM: ReadonlySet<string> = new Set([
  "globalThis",
  "events",
  "stream",
  "net",
  "http",
  "https",
  "worker_threads",
]);

function baseOf(
  { node: { superClass }, self }: ClassShape,
  shapes: ReadonlyMap<Self, ClassShape>,
  file: File,
): ClassShape["base"] {
  if (!superClass) return "none";
  const definition = file.variableOf(superClass)?.defs[0]?.node as TSESTree.Node | undefined;
  const node = definition?.type === T.VariableDeclarator && definition.init ? unwrapped(definition.init) : definition;
  if (node?.type === T.ClassDeclaration || node?.type === T.ClassExpression)
    return (node.declare ? undefined : shapes.get(self.type === T.ClassBody ? node.body : node)) ?? "unknown";
  return PLATFORM.has(exportOf(superClass, file)?.module ?? "") ? "none" : "unknown";
}
