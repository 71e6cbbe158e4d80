/** Brings the page in line with a view: answer, lists, evidence, picture. */
import { add, addButton, addName, announce, byId, smallScreen } from "../dom";
import { formatNumber } from "../text";
import { readChosen, writeChosen } from "./chosen";
import type { PictureState } from "./drawing";
import { type Chosen, EvidencePanel } from "./evidence";
import { addThemeFilter } from "./filter_box";
import { ofReports } from "./forces";
import { drawLegend } from "./legend";
import { addThing, linkTo } from "./links";
import { Lists } from "./lists";
import type { Model } from "./model";
import { shortName } from "./names";
import { hideNotice, showNotice } from "./notice";
import { PictureView } from "./picture";
import { pictureAddress, readPicture } from "./picture_address";
import { PictureControls } from "./picture_controls";
import { PictureInput } from "./picture_input";
import { addReportFilter } from "./report_filter";
import type { Router } from "./router";
import type { SearchBox } from "./search_box";
import type { SentenceTexts } from "./sentence_texts";
import { type Address, addressText, type Control, type Item, type Part, type View } from "./view";
import { offeredViews } from "./views/listing";

export class ExplorerPage {
  view: View | null = null;
  readonly lists: Lists;
  readonly picture: PictureView;
  readonly evidence: EvidencePanel;
  private readonly controls: PictureControls;
  /** Where the reader was before the evidence opened. */
  private before: HTMLElement | null = null;

  constructor(
    private readonly model: Model,
    private readonly texts: SentenceTexts,
    private readonly router: Router,
    private readonly box: SearchBox,
    options: object,
  ) {
    this.lists = new Lists(model, byId("lists"), {
      choose: (item) => this.choose(chosenOf(item)),
      open: (list, rows) => router.keep({ list, rows }),
    });
    this.evidence = new EvidencePanel(model, texts, byId("evidence"), {
      close: () => this.choose(null),
      expand: (thing) => this.expand(thing),
      path: (thing) => box.askForPath(shortName(model.thing(thing))),
      readFile: () => chooseFile((file) => void this.readFile(file)),
    });
    this.picture = new PictureView(model, byId("picture"), options, {
      choose: (chosen) => this.choose(chosen),
      change: (state) => this.keepPicture(state),
      say: announce,
    });
    new PictureInput(this.picture);
    this.controls = new PictureControls(byId("shape"), this.picture);
    byId("evidence").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.choose(null);
    });
    this.fillMenu();
    this.connect();
  }

  show(view: View, address: Address): void {
    const isNext =
      this.view !== null && addressText(this.view.address) !== addressText(view.address);
    const choice =
      document.activeElement instanceof HTMLSelectElement ? document.activeElement : null;
    this.view = view;
    this.evidence.compares = view.kind === "comparison";
    document.title = `${view.title} · peelgraph`;
    this.box.show(view.kind === "words" ? address.find : "");
    this.fillAnswer(view);
    this.lists.show(view.lists, address.list, address.rows);
    byId("lists").hidden = view.lists.length === 0;
    this.evidence.show(null);
    this.showPicture(view, address);
    this.markMenu(view);
    byId("scroll").scrollTop = 0;
    const chosen = readChosen(this.model, address.chosen ?? "");
    if (chosen) this.choose(chosen, false);
    if (isNext) {
      hideNotice();
      this.goToAnswer(choice?.id);
    }
    document.body.dataset.drawn = "yes";
  }

  /** Whoever asked for another answer reads on at its title; in a list of choices they go on there. */
  private goToAnswer(choice = ""): void {
    const field = choice ? document.getElementById(choice) : null;
    if (field) {
      field.focus();
      return;
    }
    if (smallScreen.matches) scrollTo(0, 0);
    if (document.body.classList.contains("playing")) return;
    byId("title").focus({ preventScroll: true });
  }

  /** Shows the evidence of something, and makes it stand out in the picture. */
  choose(chosen: Chosen | null, isByHand = true): void {
    const active = document.activeElement;
    if (!byId("evidence").contains(active)) this.before = active as HTMLElement | null;
    this.evidence.show(chosen);
    if (chosen && "thing" in chosen) this.picture.mark([chosen.thing]);
    else if (chosen && "things" in chosen) this.picture.mark(chosen.things);
    else if (chosen && "statements" in chosen) this.picture.mark([], chosen.statements);
    else this.picture.mark([]);
    if (!isByHand) return;
    this.router.keep({ chosen: writeChosen(this.model, chosen) });
    if (chosen) byId("evidence").querySelector<HTMLElement>("h2")?.focus();
    else if (this.before?.isConnected) this.before.focus();
  }

  private fillAnswer(view: View): void {
    const title = byId("title");
    title.replaceChildren();
    addName(title, view.title);
    const sentence = byId("sentence");
    sentence.replaceChildren();
    for (const part of view.sentence) this.addPart(sentence, part);
    const remarks = byId("remarks");
    remarks.replaceChildren();
    for (const remark of view.remarks.filter((parts) => parts.length)) {
      const line = add(remarks, "p");
      for (const part of remark) this.addPart(line, part);
    }
    this.fillFilters(view);
    const controls = byId("controls");
    controls.replaceChildren();
    for (const control of view.controls) addControl(controls, control);
    if (view.themeFilter !== undefined) addThemeFilter(controls, this.model, view);
    if (view.reportFilter !== undefined) addReportFilter(controls, this.model, view);
    const place = byId("fill");
    place.replaceChildren();
    view.fill?.(place);
  }

  private addPart(parent: HTMLElement, part: Part): void {
    if (typeof part === "string") add(parent, "span", part);
    else if ("thing" in part) addThing(parent, this.model, part.thing);
    else {
      const text = `${formatNumber(part.count)} ${part.noun}`;
      if (!part.count) add(parent, "span", text);
      else
        addButton(parent, text, () => this.lists.open(part.list, part.only), {
          className: "number",
        });
    }
  }

  private fillFilters(view: View): void {
    const list = byId("chips");
    list.replaceChildren();
    for (const words of view.filters) add(add(list, "li"), "span", words, { className: "chip" });
  }

  private showPicture(view: View, address: Address): void {
    const stage = byId("stage");
    stage.hidden = view.picture === null;
    document.body.classList.toggle("no-picture", view.picture === null);
    const state = readPicture(this.model, address);
    if (
      view.picture &&
      !(smallScreen.matches && !document.body.classList.contains("show-picture"))
    ) {
      this.picture.show(view.picture, state);
    }
    byId("picture-note").textContent = view.picture?.note ?? "";
    this.sayPicture(state);
  }

  /** Controls and legend follow the picture. */
  private sayPicture(state: PictureState): void {
    this.controls.show(state);
    drawLegend(byId("legend"), this.picture.drawing);
  }

  private expand(thing: number): void {
    if (!this.picture.drawing.marks.some((mark) => mark.thing === thing)) {
      this.router.go({ thing: this.model.thing(thing).iri });
    } else this.picture.toggle(thing);
  }

  private keepPicture(state: PictureState): void {
    this.router.keep(pictureAddress(this.model, state));
    this.sayPicture(state);
  }

  private fillMenu(): void {
    const list = byId("views");
    const offered = offeredViews(this.model).filter(({ name }) => name !== "start");
    for (const { name, menu } of offered) {
      const item = add(list, "li");
      add(item, "a", menu, {
        ...{ href: linkTo({ view: name }), "data-view": name },
      });
    }
  }

  private markMenu(view: View): void {
    for (const link of byId("views").querySelectorAll<HTMLElement>("[data-view]")) {
      if (link.dataset.view === view.kind) {
        link.setAttribute("aria-current", "page");
        scrollMenuTo(link);
      } else link.removeAttribute("aria-current");
    }
  }

  private connect(): void {
    byId("nearer").addEventListener("click", () => this.picture.zoom(1.25));
    byId("farther").addEventListener("click", () => this.picture.zoom(0.8));
    byId("whole").addEventListener("click", () => this.picture.fit());
    byId("to-picture").addEventListener("click", () => {
      document.body.classList.toggle("show-picture");
      if (this.view) this.showPicture(this.view, this.router.address);
      byId("stage").scrollIntoView({ block: "start" });
    });
    new ResizeObserver(() => {
      this.picture.adapt();
      drawLegend(byId("legend"), this.picture.drawing);
    }).observe(byId("picture"));
    this.connectDrop();
  }

  /** The text of the report that somebody drops onto the page shows the sentences. */
  private connectDrop(): void {
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      if (file) void this.readFile(file);
    });
  }

  private readFile = async (file: File): Promise<number> =>
    this.readText(file.name, await file.text());

  /** Takes sentences out of the text of a report; returns how many fit their digests. */
  async readText(name: string, text: string): Promise<number> {
    const count = await this.texts.read(text);
    const all = this.model.sentences.length;
    const words = count
      ? `${formatNumber(count)} of ${formatNumber(all)} sentences match their digests; the evidence now shows their text.`
      : `${name} is not the text of ${ofReports(this.model, "this report", "one of these reports")}: no sentence matches its digest.`;
    showNotice(words);
    this.evidence.again();
    return count;
  }
}

/** Brings an item into the middle of the menu where that is wider than the window. */
function scrollMenuTo(link: HTMLElement): void {
  const menu = link.closest("nav");
  if (!menu) return;
  const { left, width } = link.getBoundingClientRect();
  menu.scrollLeft += left + width / 2 - menu.clientWidth / 2;
}

/** Lets the reader choose a file. */
function chooseFile(use: (file: File) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) use(file);
  });
  input.click();
}

function addControl(parent: HTMLElement, control: Control): void {
  const group = add(parent, "div", undefined, {
    ...{ className: "control", role: "group", "aria-label": control.title },
  });
  for (const { words, term = "", address, isChosen } of control.choices) {
    const link = add(group, "a", words, { href: linkTo(address), title: term });
    if (isChosen) link.setAttribute("aria-current", "true");
  }
}

function chosenOf(item: Item): Chosen {
  return "statement" in item ? { statements: [item.statement] } : item;
}
