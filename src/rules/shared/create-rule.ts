/** The one shape every rule has, and the one place that knows where its page lives. */
import type { ESLintUtils, JSONSchema } from "@typescript-eslint/utils";

/** What a rule says about itself; presets, docs pages and SARIF are derived from it. */
export interface RuleDocs {
  readonly description: string;
  /** The narrowest preset that has the rule. */
  readonly tier: "recommended" | "strict" | "style";
  /** Its cases differ in certainty: presets set the option `{ tier }`. */
  readonly split?: boolean;
  /** Some of its cases are a matter of style: only the preset `all` sets the option `{ tier: "all" }`. */
  readonly opinion?: boolean;
  /** The presets that have the rule, for eslint-doc-generator. */
  readonly recommended: boolean;
  /** Common Weakness Enumeration ids. */
  readonly cwe: readonly number[];
  /** How often a report is true on real code: R-tier rules are "very-high", S-tier "high". */
  readonly precision: "very-high" | "high" | "medium";
  /** CVSS-like score as a string; only where a remote peer can drive the growth. */
  readonly securitySeverity?: string;
  /** Works without type information, on imports and globals alone. */
  readonly untyped: boolean;
}

const pageOf = (rule: string): string =>
  `https://github.com/leakproof/eslint-plugin-leakproof/blob/main/docs/rules/${rule}.md`;

type RuleCreator = ReturnType<typeof ESLintUtils.RuleCreator<RuleDocs>>;

/** ESLint itself fills options with their defaults; what others offer for this does so once more for every rule and file. */
export const createRule: RuleCreator = ({ name, meta, create, ...rule }) => ({
  ...rule,
  name,
  meta: { ...meta, docs: { ...meta.docs, url: pageOf(name) } },
  create: (context) => create(context, context.options),
});

/** The option of rules whose cases differ in certainty. */
export interface TierOption {
  readonly tier: "recommended" | "strict";
}

export const tierSchema: JSONSchema.JSONSchema4 = {
  type: "object",
  properties: {
    tier: {
      type: "string",
      enum: ["recommended", "strict"],
      description: "How sure a case must be to be reported.",
    },
  },
  additionalProperties: false,
};

/** What such a rule reports when nobody says how far to go. */
export const certainOnly: readonly [TierOption] = [{ tier: "recommended" }];
