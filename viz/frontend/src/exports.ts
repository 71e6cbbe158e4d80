/** Cells, IRIs, literals and values as CSV, Turtle and XML write them. */

const TURTLE_ESCAPES: Record<string, string> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};
const FORMULA = /^(?:[\t\r\n]|[ \u00a0]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const WEB_ADDRESS = /^https?:\/\//i;

export const isWebAddress = (address: string): boolean => WEB_ADDRESS.test(address);

/** The whole IRI of a compact one; what has no prefix of the page stays as it is. */
export function expandIri(prefixes: Record<string, string>, compact: string): string {
  const colon = compact.indexOf(":");
  const prefix = compact.slice(0, Math.max(colon, 0));
  if (!Object.hasOwn(prefixes, prefix) || compact.startsWith("//", colon + 1)) return compact;
  return prefixes[prefix] + compact.slice(colon + 1);
}

/**
 * A cell after RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe
 * (OWASP, CSV injection), as `graph/escape.py` gives it; numbers stay.
 */
export function csvCell(value: string | number): string {
  const isFormula = FORMULA.test(`${value}`) && !NUMBER.test(`${value}`);
  const text = `${isFormula ? "'" : ""}${value}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Replaces half characters (lone surrogates), which cannot be written as UTF-8. */
export function wellFormed(text: string): string {
  const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  return text.replace(lone, "\ufffd");
}

/** An IRI in Turtle; characters that no IRI may hold become percent codes (RFC 3987). */
export function turtleIri(iri: string): string {
  const encode = (character: string) =>
    `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  return `<${iri.replace(/[\u0000-\u0020<>"{}|\\^`]/g, encode)}>`;
}

/** A text in Turtle, quoted after RDF 1.1 Turtle. */
export function turtleLiteral(text: string): string {
  const escaped = wellFormed(text).replace(
    /[\\"\n\r\t]/g,
    (character) => TURTLE_ESCAPES[character],
  );
  return `"${escaped.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "\ufffd")}"`;
}

/** A value in XML; characters that XML 1.0 cannot hold (section 2.2) are replaced. */
export function xmlText(value: unknown): string {
  const text = wellFormed(String(value));
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
