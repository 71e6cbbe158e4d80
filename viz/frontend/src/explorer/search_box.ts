/** The box at the top: completion of names, and what Enter asks for. */
import { add, announce, byId, inputById, smallScreen } from "../dom";
import { countNoun, fold, openTitle } from "../text";
import { addressOf } from "./answer";
import { addIcon, linkTo } from "./links";
import { fullName } from "./names";
import { type Match, stemsOf } from "./search";
import type { Address } from "./view";
import type { Context } from "./views/definition";
import { offeredViews } from "./views/listing";

const MATCHES = 7; // things that the box suggests
const QUESTIONS = 4; // that the box suggests

interface Option {
  address: Address;
  fill(item: HTMLElement): void;
}

export class SearchBox {
  private readonly input = inputById("search");
  private readonly list = byId("matches");
  private options: Option[] = [];
  private active = -1;
  /** Names and titles of the named questions. */
  questions: { name: string; title: string }[] = [];

  constructor(private readonly context: Context) {
    if (smallScreen.matches) this.input.placeholder = "A name, two names, or words";
    this.input.addEventListener("input", () => this.complete());
    this.input.addEventListener("focus", () => this.complete());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  show(text: string): void {
    this.input.value = text;
    this.close();
  }

  focus(text?: string): void {
    if (text !== undefined) this.input.value = text;
    this.input.focus();
    this.input.select();
  }

  /** Asks for the second of two things. */
  askForPath(name: string): void {
    this.input.value = `${name}, `;
    this.input.focus();
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
    announce("Type the second thing");
  }

  private complete(): void {
    const text = this.input.value;
    const { search } = this.context;
    const [before, last] = splitLast(text);
    const first = before ? search.sure(before) : undefined;
    const words = first && !search.sure(text) ? last : text;
    const matches = words.trim() ? search.matches(words, MATCHES * 4) : [];
    const things = matches.filter(({ thing }) => !this.context.model.isCited(thing));
    this.options = things.slice(0, MATCHES).map((match) => this.optionOf(match, first?.iri));
    if (!first) this.options.push(...this.viewOptions(text), ...this.questionOptions(text));
    if (text.trim()) this.options.push(wordsOption(text.trim()));
    this.active = -1;
    this.draw(text);
  }

  private optionOf(match: Match, from: string | undefined): Option {
    const thing = this.context.model.thing(match.thing);
    return {
      address: from ? { from, to: thing.iri } : { thing: thing.iri },
      fill: (item) => {
        addIcon(item, thing.kind);
        const words = add(item, "span", undefined, { className: "words" });
        add(words, "bdi", fullName(thing));
        const name = match.name === thing.label || match.name === thing.acronym ? "" : match.name;
        const also = name && !this.context.model.isCited(thing.id) ? ` · “${name}”` : "";
        add(words, "small", `${from ? "path to " : ""}${thing.kind.words}${also}`);
      },
    };
  }

  private viewOptions(text: string): Option[] {
    const words = text.trim().toLowerCase();
    if (words.length < 3) return [];
    return offeredViews(this.context.model)
      .filter(({ title }) => title.toLowerCase().includes(words))
      .map((view) => ({
        address: { view: view.name },
        fill: (item) => {
          const holder = add(item, "span", undefined, { className: "words" });
          add(holder, "span", view.title);
          add(holder, "small", "view");
        },
      }));
  }

  /** Named questions in whose titles all the words stand. */
  private questionOptions(text: string): Option[] {
    const stems = stemsOf(fold(text));
    if (!stems.length || text.trim().length < 3) return [];
    const fits = (title: string) => {
      const words = stemsOf(fold(title));
      return stems.every((stem) => words.some((word) => word.startsWith(stem)));
    };
    return this.questions
      .filter(({ title, name }) => fits(`${title} ${name}`))
      .slice(0, QUESTIONS)
      .map(({ name, title }) => ({
        address: { view: "questions", question: name },
        fill: (item) => {
          const holder = add(item, "span", undefined, { className: "words" });
          add(holder, "span", openTitle(title));
          add(holder, "small", "question");
        },
      }));
  }

  private draw(text: string): void {
    this.list.replaceChildren();
    this.options.forEach((option, at) => {
      const item = add(this.list, "li", undefined, {
        ...{ role: "option", id: `match-${at}`, "aria-selected": "false" },
      });
      option.fill(item);
      item.addEventListener("click", () => this.go(option.address));
    });
    const isOpen = this.options.length > 0 && document.activeElement === this.input && text !== "";
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.input.removeAttribute("aria-activedescendant");
    if (isOpen) announce(countNoun(this.options.length, "suggestion"));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Enter") this.enter();
    else if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else return;
    event.preventDefault();
  }

  private move(step: number): void {
    if (this.list.hidden || !this.options.length) return;
    this.active = (this.active + step + this.options.length) % this.options.length;
    [...this.list.children].forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === this.active));
      if (at === this.active) item.scrollIntoView({ block: "nearest" });
    });
    this.input.setAttribute("aria-activedescendant", `match-${this.active}`);
  }

  private enter(): void {
    const option = this.options[this.active];
    this.go(option ? option.address : addressOf(this.context, this.input.value));
  }

  private go(address: Address): void {
    this.close();
    location.hash = linkTo(address);
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

function splitLast(text: string): [string, string] {
  const at = text.lastIndexOf(",");
  return at < 0 ? ["", text] : [text.slice(0, at), text.slice(at + 1)];
}

function wordsOption(text: string): Option {
  return {
    address: { find: text },
    fill: (item) => {
      const holder = add(item, "span", undefined, { className: "words" });
      add(holder, "span", `All findings, figures and names with “${text}”`);
    },
  };
}
