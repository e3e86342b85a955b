/** The classes of a file: their members, what they extend, and every place that speaks of a member. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.ts";
import { exportOf } from "../origin.ts";
import { type FunctionNode, isFunction, keyNameOf, nodesOf, unwrapped } from "../tree.ts";
import { type ClassElement, type ClassNode, isElement, type Self, selfOf } from "./self.ts";
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

interface Draft extends ClassShape {
  base: ClassShape["base"];
  readonly subclasses: ClassShape[];
  readonly uses: Map<string, TSESTree.Node[]>;
  readonly given: TSESTree.Node[];
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
const PLACES = new Set([T.MemberExpression, T.VariableDeclarator, T.ThisExpression] as const);

function classesIn(file: File): Classes {
  const { ast, visitorKeys } = file.sourceCode;
  const outside = new Map<string, TSESTree.Node[]>();
  // Most classes are known by their members; what is done with those is asked of few.
  let isNoted = false;
  const noted = (): void => {
    if (isNoted) return;
    isNoted = true;
    for (const place of nodesOf(PLACES, ast, visitorKeys)) note(place, shapes, outside, file);
    for (const { node, self, given } of shapes.values())
      if (self.type === T.ClassBody) given.push(...placesNaming(node, file).filter(isGiven));
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

function note(
  place: TSESTree.Node,
  shapes: ReadonlyMap<Self, Draft>,
  outside: Map<string, TSESTree.Node[]>,
  file: File,
): void {
  if (place.type === T.MemberExpression) {
    const name = keyNameOf(place);
    if (place.object.type === T.Super) return;
    const owner = selfOf(place.object, file);
    if (name === undefined) {
      if (owner && isVarying(place, file)) shapes.get(owner)?.given.push(place);
      return;
    }
    const shape = owner && shapes.get(owner);
    if (shape) addTo(shape, name, place);
    else if (owner?.type !== T.ClassExpression && owner?.type !== T.ClassDeclaration) add(name, place, outside);
  } else if (place.type === T.VariableDeclarator) noteBindings(place, shapes, file);
  else if (isGiven(place)) {
    const owner = selfOf(place, file);
    if (owner) shapes.get(owner)?.given.push(place);
  }
}

function noteBindings({ id, init }: TSESTree.VariableDeclarator, shapes: ReadonlyMap<Self, Draft>, file: File): void {
  const owner = id.type === T.ObjectPattern && init ? selfOf(init, file) : undefined;
  const shape = owner && shapes.get(owner);
  for (const property of shape && id.type === T.ObjectPattern ? id.properties : []) {
    if (property.type !== T.Property) continue;
    const name = keyNameOf(property);
    const bound = property.value.type === T.AssignmentPattern ? property.value.left : property.value;
    if (name !== undefined && shape) addTo(shape, name, bound);
  }
}

function addTo(shape: Draft, name: string, place: TSESTree.Node): void {
  for (const one of [name, ...fieldsBehind(name, shape)]) add(one, place, shape.uses);
}

/** The fields that an accessor of a class, or of one that it extends, shows. */
export function fieldsBehind(name: string, shape: ClassShape): readonly string[] {
  return (
    lineOf(shape)
      .find(({ views }) => views.has(name))
      ?.views.get(name) ?? []
  );
}

function add(name: string, place: TSESTree.Node, to: Map<string, TSESTree.Node[]>): void {
  const places = to.get(name);
  if (places) places.push(place);
  else to.set(name, [place]);
}

/** `this[name]` for each of several names: it may be any field. */
function isVarying({ computed, property }: TSESTree.MemberExpression, file: File): boolean {
  const definition = computed ? file.variableOf(unwrapped(property))?.defs[0] : undefined;
  const at = definition?.node as TSESTree.Node | undefined;
  return String(definition?.type) === "Parameter" || (at?.type === T.VariableDeclarator && !at.init);
}

/** `close(this)`, `{ owner: this }`: whoever has the object can reach its fields. */
function isGiven({ parent }: TSESTree.Node): boolean {
  return (
    parent?.type === T.CallExpression ||
    parent?.type === T.Property ||
    parent?.type === T.SpreadElement ||
    parent?.type === T.ArrayExpression
  );
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

/** These are the static members of a class. */
export const isOfClass = ({ self }: ClassShape): boolean => self.type === T.ClassBody;

/** A class with all it extends in this file, itself first. */
export function lineOf(shape: ClassShape): readonly ClassShape[] {
  const line: ClassShape[] = [];
  for (let at: ClassShape["base"] = shape; typeof at === "object" && !line.includes(at); at = at.base) line.push(at);
  return line;
}

/** A class with all it extends and all that extends it in this file. */
export function familyOf(shape: ClassShape): readonly ClassShape[] {
  const family = new Set(lineOf(shape));
  const below = [shape];
  for (const one of below)
    for (const sub of one.subclasses)
      if (!family.has(sub)) {
        below.push(sub);
        family.add(sub);
      }
  return [...family];
}

/** Nothing that stands elsewhere can know the field. */
export function isPrivate(name: string, { declared, views, node }: ClassShape): boolean {
  if (name.startsWith("#")) return true;
  const accessors = views.has(name) ? node.body.body.filter(isElement).filter((one) => keyNameOf(one) === name) : [];
  return [declared.get(name), ...accessors].some((one) => one?.accessibility === "private");
}

/** Its own, and those of the accessors that show it. */
export function namesOf(field: string, shape: ClassShape): readonly string[] {
  const shown = familyOf(shape).flatMap(({ views }) => [...views].filter(([, fields]) => fields.includes(field)));
  return [field, ...shown.map(([name]) => name)];
}

/** Every place in the file that names a class, but its declaration. */
export function placesNaming({ id }: ClassNode, file: File): readonly TSESTree.Node[] {
  const inner = id ? file.variableOf(id) : undefined;
  // A class knows its own name by a variable of its own.
  const names = inner ? [inner, inner.scope.upper?.set.get(inner.name)] : [];
  return [...new Set(names.flatMap((name) => name?.references ?? []).map(({ identifier }) => identifier))];
}
