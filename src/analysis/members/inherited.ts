/** Which class overrides a method of a class in another file that releases what that class holds? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import type { Outline } from "../outlines.ts";
import { type Case, casesIn } from "./cases.ts";
import { classesOf, type ClassShape } from "./classes.ts";
import { lineOf } from "./families.ts";
import { importedBase, mayAcquire, rungsOf } from "./lines.ts";
import type { ClassNode } from "./self.ts";
import { type SuperLoss, superLossOf } from "./supers.ts";

/** A loss whose field and acquisition stand in another file. */
export interface InheritedLoss extends SuperLoss {
  readonly home: File;
}

export function inheritedLossesIn(file: File): readonly InheritedLoss[] {
  if (!file.settings.crossFile || !file.sources || !classesAtTop(file).some((node) => mayInherit(node, file)))
    return [];
  return classesOf(file).all.flatMap((shape) => inheritedBy(shape, file));
}

function inheritedBy(shape: ClassShape, file: File): readonly InheritedLoss[] {
  if (!replacesEnd(shape, file)) return [];
  const rungs = rungsOf(shape, file);
  const cases = rungs.flatMap((one) => (one.file === file ? [] : casesIn(one.shape, one.file)));
  return cases.flatMap((one: Case) => {
    const loss = superLossOf(one, rungs);
    return loss ? [{ ...loss, home: one.file }] : [];
  });
}

/** Told by the syntax, before anybody asks what anything is. */
function classesAtTop({ sourceCode: { ast, text } }: File): readonly ClassNode[] {
  if (!/\bextends\b/u.test(text)) return [];
  return ast.body.flatMap((statement) => {
    const isExport = statement.type === T.ExportNamedDeclaration || statement.type === T.ExportDefaultDeclaration;
    const node: TSESTree.Node | null = isExport ? statement.declaration : statement;
    return node?.type === T.ClassDeclaration ? [node] : [];
  });
}

function mayInherit(node: ClassNode, file: File): boolean {
  const base = importedBase(node, file);
  return base !== undefined && mayAcquire(base, file);
}

/** Before another file is read: one of its classes has a method of the name, and something in it. */
function replacesEnd(shape: ClassShape, file: File): boolean {
  const names = [...shape.methods].flatMap(([name, { element }]) =>
    isEnd(name) && element.type === T.MethodDefinition ? [name] : [],
  );
  const top = lineOf(shape).at(-1);
  const base = names.length > 0 && top ? importedBase(top.node, file) : undefined;
  if (!base || !top || !mayInherit(top.node, file)) return false;
  const above = (file.sources?.outlinesOf(base) ?? []).flatMap((one) => withBases(one));
  return above.some(({ members }) =>
    members.some((one) => one.isMethod && !one.isStatic && !one.isEmpty && names.includes(one.name)),
  );
}

const MAX_DEPTH = 4;

function withBases(outline: Outline, depth = 0): readonly Outline[] {
  return [outline, ...(depth < MAX_DEPTH ? outline.bases().flatMap((one) => withBases(one, depth + 1)) : [])];
}
