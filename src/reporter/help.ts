/** Makes a rule's documentation page readable away from its repository. */
import type { MultiformatMessageString } from "@microsoft/sarif";

/** The first paragraph of prose after the generated header, without its markup. */
export function introductionOf(page: string): string | undefined {
  const body = page.replaceAll("\r\n", "\n").split("<!-- end auto-generated rule header -->").at(-1) ?? "";
  const prose = body.split(/\n\s*\n/).find((paragraph) => /^(?:[\p{L}\p{N}'"`_[]|\*\*)/u.test(paragraph.trim()));
  return prose
    ?.trim()
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/(\*+)(\S.*?)\1/gs, "$2")
    .replaceAll("`", "'")
    .replace(/\s+/g, " ");
}

export interface HelpSource {
  readonly text: string;
  readonly page: string | undefined;
  readonly url: string;
}

export function helpOf({ text, page, url }: HelpSource): MultiformatMessageString {
  const plainText = `${text}\n\n${url}`;
  return { text: plainText, markdown: page === undefined ? plainText : portable(page, url) };
}

/** Comments are for generators; relative links lead nowhere outside the repository. */
function portable(page: string, url: string): string {
  const text = page
    .replaceAll("\r\n", "\n")
    .replace(/<!--.*?-->\n*/gs, "")
    .trim();
  return text.replace(/(?<=\]\()(?!#)[^)\s]+(?=\))/g, (link) =>
    URL.canParse(link, url) ? new URL(link, url).href : link,
  );
}
