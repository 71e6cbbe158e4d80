/** An answer as the text of a file: CSV, JSON and Turtle. */

import { csvCell, turtleIri, turtleLiteral } from "../exports";
import {
  type Answer,
  compressIri,
  RDF_TYPE,
  type RowsAnswer,
  type Statement,
  type Term,
  XSD,
} from "./terms";

const COLUMNS = ["subject", "property", "object"];
const BARE = new Map([
  ["integer", /^[+-]?\d+$/],
  ["decimal", /^[+-]?\d*\.\d+$/],
  ["boolean", /^(?:true|false)$/],
]);

/** Any answer as rows: statements have three columns, a truth value has one. */
export function asRows(answer: Answer): RowsAnswer {
  if ("rows" in answer) return answer;
  if ("boolean" in answer) {
    const value: Term = {
      type: "literal",
      value: String(answer.boolean),
      datatype: `${XSD}boolean`,
    };
    return { columns: ["answer"], rows: [{ answer: value }] };
  }
  const rows = answer.graph.map(([subject, property, object]) => ({ subject, property, object }));
  return { columns: COLUMNS, rows };
}

export function answerCsv(answer: Answer): string {
  const { columns, rows } = asRows(answer);
  const lines = rows.map((row) =>
    columns.map((column) => csvCell(row[column]?.value ?? "")).join(","),
  );
  return `${[columns.map(csvCell).join(","), ...lines].join("\r\n")}\r\n`;
}

/** After SPARQL 1.1 Query Results JSON. */
export function answerJson(answer: Answer): string {
  if ("boolean" in answer) return JSON.stringify({ head: {}, boolean: answer.boolean });
  const { columns, rows } = asRows(answer);
  const bindings = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, term]) => term !== null)),
  );
  return JSON.stringify({ head: { vars: columns }, results: { bindings } }, null, 1);
}

export function statementsTurtle(
  statements: Statement[],
  prefixes: Record<string, string>,
  comments: string[] = [],
): string {
  const write = (term: Term) => turtleTerm(term, prefixes);
  const blocks = new Map<string, string[]>();
  for (const [subject, property, object] of statements) {
    const name = write(subject);
    const verb = property.value === RDF_TYPE ? "a" : write(property);
    blocks.set(name, [...(blocks.get(name) ?? []), `${verb} ${write(object)}`]);
  }
  const body = [...blocks].map(
    ([name, lines]) => `${name}\n    ${lines.sort(typeFirst).join(" ;\n    ")} .`,
  );
  const used = Object.keys(prefixes).filter((prefix) =>
    body.some((block) => block.includes(`${prefix}:`)),
  );
  const head = used.sort().map((prefix) => `@prefix ${prefix}: <${prefixes[prefix]}> .`);
  const notes = comments.map((line) => `# ${line.replace(/\s+/g, " ")}`);
  return `${[...notes, ...head, "", body.join("\n\n")].join("\n")}\n`;
}

function typeFirst(one: string, two: string): number {
  const isType = (line: string) => line.startsWith("a ");
  if (isType(one) !== isType(two)) return isType(one) ? -1 : 1;
  return one < two ? -1 : 1;
}

function turtleTerm(term: Term, prefixes: Record<string, string>): string {
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") return term.value;
  if (term.type === "uri") {
    const name = compressIri(term.value, prefixes);
    return name === term.value ? turtleIri(term.value) : name;
  }
  if (term["xml:lang"]) return `${turtleLiteral(term.value)}@${term["xml:lang"]}`;
  if (!term.datatype || term.datatype === `${XSD}string`) return turtleLiteral(term.value);
  const name = term.datatype.startsWith(XSD) ? term.datatype.slice(XSD.length) : "";
  if (BARE.get(name)?.test(term.value)) return term.value;
  const type = turtleTerm({ type: "uri", value: term.datatype }, prefixes);
  return `${turtleLiteral(term.value)}^^${type}`;
}
