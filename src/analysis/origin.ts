/** Which module does this callee or value really come from? Imports and declarations first, the checker last. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { DeclaredType, File, Variable } from "./file.ts";
import { type AcquireModel, packageOf, plainModule } from "./knowledge.ts";
import { type FunctionNode, isFunction, keyNameOf, unwrapped } from "./tree.ts";

/** An export of a module: `{ module: "fs", path: "promises.open" }`; `path` is "default" for the module itself. */
export interface Export {
  readonly module: string;
  readonly path: string;
}

const MAX_DEPTH = 8;

const known = new WeakMap<TSESTree.Node, { readonly found: Export | undefined }>();

/** The export an expression names, however it was imported. */
export function exportOf(node: TSESTree.Node, file: File, depth = 0): Export | undefined {
  const answered = known.get(node);
  if (answered) return answered.found;
  const found = depth > MAX_DEPTH ? undefined : namedExport(node, file, depth);
  known.set(node, { found });
  return found;
}

function namedExport(node: TSESTree.Node, file: File, depth: number): Export | undefined {
  const it = unwrapped(node);
  switch (it.type) {
    case T.Identifier:
      return identifierExport(it, file, depth);
    case T.MemberExpression: {
      const name = keyNameOf(it);
      const object = name === undefined ? undefined : exportOf(it.object, file, depth + 1);
      return object && name !== undefined ? memberOf(object, name) : undefined;
    }
    case T.AwaitExpression:
      return exportOf(it.argument, file, depth + 1);
    case T.ImportExpression:
      return it.source.type === T.Literal
        ? { module: plainModule(String(it.source.value)), path: "default" }
        : undefined;
    case T.CallExpression:
      return requiredModule(it, file);
    default:
      return undefined;
  }
}

function memberOf({ module, path }: Export, name: string): Export {
  if (module === "globalThis" && ["window", "self", "globalThis", "global"].includes(path))
    return { module, path: name };
  if (path === "default" || path === "*") return { module, path: name };
  return { module, path: `${path}.${name}` };
}

function identifierExport(node: TSESTree.Identifier, file: File, depth: number): Export | undefined {
  if (file.isGlobal(node)) return { module: "globalThis", path: node.name };
  const definition = file.variableOf(node)?.defs[0];
  if (!definition) return undefined;
  const at = definition.node as TSESTree.Node;
  switch (at.type) {
    case T.ImportSpecifier:
      return {
        module: importedModule(at),
        path: at.imported.type === T.Identifier ? at.imported.name : at.imported.value,
      };
    case T.ImportDefaultSpecifier:
    case T.ImportNamespaceSpecifier:
      return { module: importedModule(at), path: "default" };
    case T.TSImportEqualsDeclaration:
      return at.moduleReference.type === T.TSExternalModuleReference
        ? { module: plainModule(at.moduleReference.expression.value), path: "default" }
        : undefined;
    case T.VariableDeclarator:
      return isWrittenOnce(file.variableOf(node)) ? declaredExport(at, node.name, file, depth) : undefined;
    default:
      return undefined;
  }
}

const importedModule = ({ parent }: TSESTree.ImportClause): string =>
  plainModule((parent as TSESTree.ImportDeclaration).source.value);

/** `const fs = require("fs")`, `const { open } = fs.promises`, `const open = promisify(fs.open)` is not one. */
function declaredExport(
  { id, init }: TSESTree.VariableDeclarator,
  name: string,
  file: File,
  depth: number,
): Export | undefined {
  if (!init) return undefined;
  const source = exportOf(init, file, depth + 1);
  if (!source || id.type === T.Identifier) return source;
  const property = id.type === T.ObjectPattern ? id.properties.find((one) => boundName(one) === name) : undefined;
  const key = property?.type === T.Property ? keyNameOf(property) : undefined;
  return key === undefined ? undefined : memberOf(source, key);
}

/** `const pipeline = promisify(stream.pipeline)`, called by its name or at once, takes what the function takes that it is made of. */
export function promisifiedExport(node: TSESTree.Node, file: File): Export | undefined {
  const variable = file.variableOf(unwrapped(node));
  const at = variable?.defs[0]?.node as TSESTree.Node | undefined;
  const value = at?.type === T.VariableDeclarator && at.init && isWrittenOnce(variable) ? at.init : node;
  const made = unwrapped(value);
  if (made.type !== T.CallExpression || exportOf(made.callee, file)?.path !== "promisify") return undefined;
  const [source] = made.arguments;
  return source && exportOf(source, file);
}

function boundName(property: TSESTree.Property | TSESTree.RestElement): string | undefined {
  if (property.type !== T.Property) return undefined;
  const value = property.value.type === T.AssignmentPattern ? property.value.left : property.value;
  return value.type === T.Identifier ? value.name : undefined;
}

function requiredModule({ callee, arguments: [first] }: TSESTree.CallExpression, file: File): Export | undefined {
  if (callee.type !== T.Identifier || callee.name !== "require" || !file.isGlobal(callee)) return undefined;
  return first?.type === T.Literal ? { module: plainModule(String(first.value)), path: "default" } : undefined;
}

export function isWrittenOnce(variable: Variable | undefined): boolean {
  return variable !== undefined && variable.references.filter((reference) => reference.isWrite()).length <= 1;
}

/** What a name that is written once stands for. */
export function constantOf(variable: Variable | undefined): TSESTree.Expression | undefined {
  const definition = variable?.defs[0]?.node as TSESTree.Node | undefined;
  if (!isWrittenOnce(variable) || definition?.type !== T.VariableDeclarator) return undefined;
  return definition.id.type === T.Identifier && definition.init ? definition.init : undefined;
}

/** The declared types an expression is written to have: annotations, constructors, known factories. No checker. */
export function writtenTypesOf(node: TSESTree.Node, file: File, made: MadeType, depth = 0): readonly DeclaredType[] {
  if (depth > MAX_DEPTH) return [];
  const it = unwrapped(node);
  const next = depth + 1;
  switch (it.type) {
    case T.Identifier:
      return (
        file.variableOf(it)?.defs.flatMap(({ node: at, name }) => typesOfDefinition(at, name, file, made, next)) ?? []
      );
    case T.NewExpression:
      return [...made(it), ...typesOfClass(it.callee, file, next)];
    case T.CallExpression:
      return made(it);
    case T.AwaitExpression:
      return writtenTypesOf(it.argument, file, made, next);
    case T.MemberExpression:
      return it.object.type === T.ThisExpression ? typesOfField(it, file, made, next) : [];
    case T.AssignmentExpression:
      return writtenTypesOf(it.right, file, made, next);
    default:
      return [];
  }
}

/** What a call makes, when a model knows it. */
export type MadeType = (call: TSESTree.CallExpression | TSESTree.NewExpression) => readonly DeclaredType[];

/** A catalogued acquisition makes its resource's first type. */
export const madeBy = ({ resource, library }: AcquireModel): readonly DeclaredType[] =>
  (resource.types ?? []).slice(0, 1).map((name) => ({ package: packageOf(library.modules[0]), name }));

function typesOfDefinition(
  at: TSESTree.Node,
  name: TSESTree.Node,
  file: File,
  made: MadeType,
  depth: number,
): readonly DeclaredType[] {
  if (at.type === T.VariableDeclarator) {
    if (at.id.type !== T.Identifier) return [];
    const annotated = at.id.typeAnnotation ? typesOfAnnotation(at.id.typeAnnotation.typeAnnotation, file, depth) : [];
    return annotated.length > 0 || !at.init ? annotated : writtenTypesOf(at.init, file, made, depth);
  }
  if (isFunction(at) && name.type === T.Identifier && name.typeAnnotation)
    return typesOfAnnotation(name.typeAnnotation.typeAnnotation, file, depth);
  return [];
}

/** What a function is annotated to answer, promises taken off. */
export function typesAnswered({ returnType }: FunctionNode, file: File): readonly DeclaredType[] {
  return returnType ? typesOfAnnotation(returnType.typeAnnotation, file, 0) : [];
}

function typesOfAnnotation(type: TSESTree.TypeNode, file: File, depth: number): readonly DeclaredType[] {
  if (depth > MAX_DEPTH) return [];
  switch (type.type) {
    case T.TSUnionType:
    case T.TSIntersectionType:
      return type.types.flatMap((one) => typesOfAnnotation(one, file, depth + 1));
    case T.TSTypeReference: {
      const inner = type.typeArguments?.params[0];
      const isWrapper =
        type.typeName.type === T.Identifier &&
        ["Promise", "Readonly", "NonNullable", "Awaited"].includes(type.typeName.name);
      return isWrapper && inner
        ? typesOfAnnotation(inner, file, depth + 1)
        : typesOfClass(type.typeName, file, depth + 1);
    }
    default:
      return [];
  }
}

/** A class or interface by its name, and what it extends in this file. */
function typesOfClass(name: TSESTree.Node, file: File, depth: number): readonly DeclaredType[] {
  if (depth > MAX_DEPTH) return [];
  const definition =
    name.type === T.Identifier ? (file.variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined) : undefined;
  if (definition?.type === T.ClassDeclaration)
    return definition.superClass ? typesOfClass(definition.superClass, file, depth + 1) : [];
  if (definition?.type === T.TSInterfaceDeclaration)
    return definition.extends.flatMap(({ expression }) => typesOfClass(expression, file, depth + 1));
  const found = name.type === T.TSQualifiedName ? qualifiedExport(name, file) : exportOf(name, file, depth);
  if (!found) return [];
  return [{ package: packageOf(found.module), name: found.path.slice(found.path.lastIndexOf(".") + 1) }];
}

function qualifiedExport({ left, right }: TSESTree.TSQualifiedName, file: File): Export | undefined {
  const object = left.type === T.TSQualifiedName ? qualifiedExport(left, file) : exportOf(left, file);
  return object && memberOf(object, right.name);
}

/** `this.pool`: by its annotation or its initialiser in the class around. */
function typesOfField(
  node: TSESTree.MemberExpression,
  file: File,
  made: MadeType,
  depth: number,
): readonly DeclaredType[] {
  const name = keyNameOf(node);
  const body = classBodyAround(node);
  for (const member of body?.body ?? []) {
    if (member.type === T.PropertyDefinition && keyNameOf(member) === name) {
      const annotated = member.typeAnnotation
        ? typesOfAnnotation(member.typeAnnotation.typeAnnotation, file, depth)
        : [];
      return annotated.length > 0 || !member.value ? annotated : writtenTypesOf(member.value, file, made, depth);
    }
    if (member.type === T.MethodDefinition && member.kind === "constructor")
      for (const parameter of member.value.params)
        if (
          parameter.type === T.TSParameterProperty &&
          parameter.parameter.type === T.Identifier &&
          parameter.parameter.name === name
        )
          return parameter.parameter.typeAnnotation
            ? typesOfAnnotation(parameter.parameter.typeAnnotation.typeAnnotation, file, depth)
            : [];
  }
  return [];
}

function classBodyAround(node: TSESTree.Node): TSESTree.ClassBody | undefined {
  if (node.type === T.ClassBody) return node;
  return node.parent ? classBodyAround(node.parent) : undefined;
}
