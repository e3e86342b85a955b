/** Turns what rules say into text that every dashboard shows as meant. */

/** One line; dashboards drop backticks, and SARIF reads `](` as a link that plain text has no way to escape. */
export function plain(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("`", "'").replaceAll("](", "] (");
}

export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]['"”’)]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** A link to the related location of that id. */
export function linkTo(id: number, text: string): string {
  return `[${plain(text).replace(/[[\]\\]/g, "\\$&")}](${id})`;
}

/** At most as long as dashboards accept, cut at a word. */
export function within(limit: number, text: string): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/\s+\S*$/, "")}…`;
}
