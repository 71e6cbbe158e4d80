/** The picture of an answer in SPARQL: its things, and the statements between them. */
import type { LinkData } from "./data";
import type { Model, Property, Statement } from "./model";
import type { Group, Picture } from "./view";
import { bySize, degrees } from "./views/networks";
import { flowGroups } from "./views/referrals";

/** Subject, property and object as IRIs; the property is "" where the answer names none. */
export type Link = [subject: string, property: string, object: string];

const CENTRAL = 0.6; // of the statements; the thing in so many of them stands in the middle
const MOST_WORDS = 40; // characters of a verb that is made from the name of a property

/** The statements of an answer: those of the graph, and new ones for what the answer alone says. */
export function answerStatements(model: Model, links: Link[]): Statement[] {
  const statements = links.flatMap(([subject, property, object]) => {
    const [source, target] = [model.find(subject), model.find(object)];
    if (!source || !target || source.id === target.id) return [];
    const iri = model.compress(property);
    const id = model.statementOf(source.id, iri, target.id);
    return [
      id === undefined ? newStatement(model, source.id, iri, target.id) : model.statement(id),
    ];
  });
  return [...new Map(statements.map((item) => [item.id, item])).values()];
}

/** A statement that no sentence makes; the same one comes back for the same ends and property. */
function newStatement(
  model: Model,
  source: number,
  iri: string,
  target: number,
  given = "",
): Statement {
  const words = given || (iri ? wordsOf(iri) : "in a row with");
  const isSame = (property: Property) => property.iri === iri && (iri || property.words === words);
  const before = model.statements.find(
    (item) => item.source === source && item.target === target && isSame(item.property),
  );
  if (before) return before;
  const property = model.properties.find(isSame) ?? newProperty(model, iri, words);
  const statement: Statement = {
    id: model.statements.length,
    source,
    target,
    property,
    sentences: [],
  };
  model.statements.push(statement);
  return statement;
}

/** A link of a map that the graph does not state, with its words and the sentences behind it. */
export function linkStatement(model: Model, link: LinkData): Statement {
  const [source, iri, target, words, sentences] = link;
  const statement = newStatement(model, source, iri, target, words);
  statement.sentences = sentences;
  return statement;
}

function newProperty(model: Model, iri: string, words: string): Property {
  const property = {
    ...{ iri, words, back: iri ? `${words} (the other way)` : words },
    ...{ planned: false, mutual: iri === "", family: "", definition: "" },
    id: model.properties.length,
  };
  model.properties.push(property);
  return property;
}

/** `peel:worksWith` is read as "works with". */
function wordsOf(iri: string): string {
  const local = iri.replace(/^.*[/#:]/, "");
  const words = local.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[-_]/g, " ");
  return words.toLowerCase().slice(0, MOST_WORDS);
}

export function answerPicture(model: Model, statements: Statement[]): Picture {
  const counts = degrees(statements);
  const ids = [...counts.keys()].sort(bySize(model, counts));
  const [first] = ids;
  const isCentral = (counts.get(first) ?? 0) >= CENTRAL * statements.length && ids.length > 2;
  const groups = isCentral ? byKind(model, ids.slice(1)) : flowGroups(model, ids, statements);
  return {
    root: isCentral ? first : null,
    groups,
    statements: statements.map(({ id }) => id),
  };
}

/** Things by their kind, on both sides of the middle. */
function byKind(model: Model, ids: number[]): Group[] {
  const kinds = new Map<string, number[]>();
  for (const id of ids) {
    const { plural } = model.thing(id).kind;
    kinds.set(plural, [...(kinds.get(plural) ?? []), id]);
  }
  const sizes = { "-1": 0, "1": 0 };
  return [...kinds].map(([heading, things]) => {
    const column = sizes[1] <= sizes[-1] ? 1 : -1;
    sizes[column] += things.length + 1;
    return { heading, things, column };
  });
}
