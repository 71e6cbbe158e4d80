/** Keeping views as scenes: adding, arranging, playing and saving them. */
import { add, addButton, announce, byId } from "../dom";
import { countNoun } from "../text";
import { saveFile } from "./files/save";
import { moved, pageWithScenes, readScenes, type Scene } from "./scenes";

export interface SceneHost {
  /** The title of what is shown. */
  title(): string;
  /** The fragment of what is shown. */
  address(): string;
  show(address: string): void;
  /** The text of the page as it was opened. */
  page(): string;
  /** The title of the file. */
  name: string;
}

export class ScenePanel {
  scenes: Scene[] = readScenes(byId("scenes").textContent ?? "");
  private readonly dialog = add(document.body, "dialog", undefined, {
    ...{ className: "scenes", "aria-labelledby": "scenes-head" },
  });
  private readonly button: HTMLButtonElement;
  private isSaved = true;

  constructor(
    container: HTMLElement,
    private readonly host: SceneHost,
  ) {
    addButton(container, "Keep this view", () => this.keep());
    this.button = addButton(container, "", () => this.open());
    this.count();
    new ScenePlayer(this);
    addEventListener("beforeunload", (event) => {
      if (!this.isSaved) event.preventDefault();
    });
  }

  /** Adds what is shown as the last scene, and asks for a note. */
  keep(): void {
    const scene = { title: this.host.title(), note: "", address: this.host.address() };
    this.change([...this.scenes, scene]);
    this.open();
    const notes = this.dialog.querySelectorAll<HTMLElement>("textarea");
    notes[notes.length - 1]?.focus();
    announce(`Kept as scene ${this.scenes.length}.`);
  }

  show = (scene: Scene): void => this.host.show(scene.address);

  open(): void {
    this.fill();
    if (!this.dialog.open) this.dialog.showModal();
  }

  close(): void {
    this.dialog.close();
  }

  /** The page with its scenes, as the text of a file. */
  file = (): string => pageWithScenes(this.host.page(), this.scenes);

  private change(scenes: Scene[]): void {
    this.scenes = scenes;
    this.isSaved = false;
    this.count();
  }

  private count(): void {
    this.button.textContent = countNoun(this.scenes.length, "scene");
    this.button.hidden = this.scenes.length === 0;
  }

  private fill(): void {
    const { dialog } = this;
    dialog.replaceChildren();
    const head = add(dialog, "div", undefined, { className: "head" });
    add(head, "h2", "Scenes", { id: "scenes-head", tabIndex: -1 });
    addButton(head, "×", () => this.close(), { className: "close", "aria-label": "Close" });
    const words = this.scenes.length
      ? "Each scene opens its view again. Save the file to share the scenes."
      : "No scene yet: “Keep this view” adds what is shown.";
    add(dialog, "p", words, { className: "note" });
    const list = add(dialog, "ol");
    this.scenes.forEach((scene, at) => {
      this.fillScene(add(list, "li"), scene, at);
    });
    if (!this.scenes.length) return;
    const row = add(dialog, "p", undefined, { className: "row" });
    addButton(row, "Play", () => dialog.dispatchEvent(new Event("play")));
    addButton(row, "Save this file with its scenes", () => this.save());
  }

  private fillScene(item: HTMLElement, scene: Scene, at: number): void {
    const name = `scene ${at + 1}`;
    const title = add(item, "input", undefined, {
      ...{ type: "text", value: scene.title, "aria-label": `Title of ${name}` },
    });
    const note = add(item, "textarea", undefined, {
      ...{ value: scene.note, rows: 2, placeholder: "Your note", "aria-label": `Note of ${name}` },
    });
    title.addEventListener("input", () => this.edit(at, { title: title.value }));
    note.addEventListener("input", () => this.edit(at, { note: note.value }));
    const row = add(item, "div", undefined, { className: "row" });
    const action = (words: string, act: () => void, isOff = false) =>
      addButton(row, words, act, { "aria-label": `${words}: ${name}`, disabled: isOff });
    action("Show", () => {
      this.show(scene);
      this.close();
    });
    action("Earlier", () => this.arrange(moved(this.scenes, at, -1)), at === 0);
    action("Later", () => this.arrange(moved(this.scenes, at, 1)), at === this.scenes.length - 1);
    action("Remove", () => this.arrange(this.scenes.filter((_, place) => place !== at)));
  }

  private edit(at: number, values: Partial<Scene>): void {
    this.change(
      this.scenes.map((scene, place) => (place === at ? { ...scene, ...values } : scene)),
    );
  }

  private arrange(scenes: Scene[]): void {
    this.change(scenes);
    this.fill();
    byId("scenes-head").focus();
  }

  private save(): void {
    saveFile(new Blob([this.file()], { type: "text/html;charset=utf-8" }), this.host.name, "html");
    this.isSaved = true;
    announce("Saved to your downloads.");
  }

  get box(): HTMLDialogElement {
    return this.dialog;
  }
}

/** Plays scenes over the whole window, each with its title and note. */
class ScenePlayer {
  private at = -1;
  private readonly bar = add(document.body, "section", undefined, {
    ...{ id: "player", "aria-label": "Scenes", hidden: true, tabIndex: -1 },
  });

  constructor(private readonly panel: ScenePanel) {
    panel.box.addEventListener("play", () => this.start());
    document.addEventListener("keydown", (event) => this.onKey(event));
    document.addEventListener("fullscreenchange", () => {
      if (!document.fullscreenElement && this.at >= 0) this.end();
    });
  }

  private start(): void {
    this.panel.close();
    document.body.classList.add("playing");
    void document.documentElement.requestFullscreen?.().catch(() => undefined);
    this.go(0);
  }

  private go(at: number): void {
    const { scenes } = this.panel;
    if (at < 0 || at >= scenes.length) return;
    this.at = at;
    this.panel.show(scenes[at]);
    this.bar.hidden = false;
    this.bar.replaceChildren();
    const words = add(this.bar, "div");
    add(words, "h2", scenes[at].title);
    if (scenes[at].note) add(words, "p", scenes[at].note);
    const row = add(this.bar, "div", undefined, { className: "row" });
    add(row, "span", `${at + 1} of ${scenes.length}`, { className: "note" });
    addButton(row, "Previous", () => this.go(at - 1), { disabled: at === 0 });
    addButton(row, "Next", () => this.go(at + 1), { disabled: at === scenes.length - 1 });
    addButton(row, "End", () => this.end());
    this.bar.focus();
    announce(`Scene ${at + 1} of ${scenes.length}: ${scenes[at].title}. ${scenes[at].note}`);
  }

  private end(): void {
    this.at = -1;
    this.bar.hidden = true;
    document.body.classList.remove("playing");
    if (document.fullscreenElement) void document.exitFullscreen();
    byId("title").focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (this.at < 0) return;
    const step = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (event.key === "Escape") this.end();
    else if (step) this.go(this.at + step);
    else return;
    event.preventDefault();
  }
}
