/** Keeps the relations that belong to a theme, and says for each of them why. */
import { fold } from "../text";
import type { Model, Statement } from "./model";
import { fullName } from "./names";
import { stemsOf } from "./search";

/**
 * Why a relation belongs to a theme, or "": one of its ends is named after the theme or has a
 * relation with it, or one of its sentences speaks of it.
 */
export class ThemeFilter {
  readonly themes: Set<number>;
  private readonly stems: string[][];

  constructor(
    private readonly model: Model,
    readonly theme: number,
  ) {
    this.themes = model.scope(theme).themes;
    const { label, names } = model.thing(theme);
    this.stems = [label, ...names].map((name) => stemsOf(fold(name)));
  }

  reason(statement: Statement): string {
    const { model } = this;
    for (const id of [statement.source, statement.target]) {
      if (this.themes.has(id)) return `with ${fullName(model.thing(id))}`;
    }
    for (const id of [statement.source, statement.target]) {
      if (this.isNamed(id)) return `${fullName(model.thing(id))} is named after it`;
    }
    if (statement.sentences.some((id) => this.speaks(id))) return "its sentence speaks of it";
    const bodies = new Set(model.inspected);
    for (const id of [statement.source, statement.target]) {
      const step = bodies.has(id) ? undefined : this.dealing(id);
      if (step) return `${fullName(model.thing(id))} ${this.words(step, id)}`;
    }
    return "";
  }

  /** Whether a sentence mentions the theme, or something about it is quoted from it. */
  speaks(sentence: number): boolean {
    const { model } = this;
    const isAbout = (note: number) =>
      model.thing(note).statements.some((id) => this.themes.has(model.statement(id).target));
    return this.mentions.has(sentence) || model.quotes[sentence].some(isAbout);
  }

  private get mentions(): Set<number> {
    const sentences = [...this.themes].flatMap((id) => this.model.thing(id).mentioned);
    return new Set(sentences);
  }

  private isNamed(id: number): boolean {
    const { label, names } = this.model.thing(id);
    return [label, ...names].some((name) => {
      const words = stemsOf(fold(name)).join(" ");
      return this.stems.some((stems) => ` ${words} `.includes(` ${stems.join(" ")} `));
    });
  }

  private dealing(id: number): Statement | undefined {
    return this.model
      .relations(id)
      .find((statement) => this.themes.has(this.model.other(statement, id)));
  }

  private words(statement: Statement, id: number): string {
    const { model } = this;
    return `${model.verb(statement, id)} ${fullName(model.thing(model.other(statement, id)))}`;
  }
}
