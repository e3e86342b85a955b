/** Counts what the analysis costs: how often the type checker was asked, for how many calls. */

const total = { calls: 0, questions: 0 };

/** Tells on standard error what this file added to, as a running total: the last line speaks for the whole run. */
export function reportCost(cost: typeof total): void {
  total.calls += cost.calls;
  total.questions += cost.questions;
  const rate = total.calls === 0 ? 0 : (1000 * total.questions) / total.calls;
  console.error(`leakproof: ${total.questions} type queries in ${total.calls} calls (${rate.toFixed(1)} per 1,000)`);
}
