/** Edit a query: in a textarea, and in CodeMirror as soon as its script is there. */

import type { Completion } from "./completion";
import { type EditorLibrary, openLibrary } from "./editor_library";
import type { QueryProblem } from "./problem";

export interface Editor {
  getText(): string;
  setText(text: string): void;
  focus(): void;
  /** Marks the place of a mistake, or takes the mark away. */
  mark(problem: QueryProblem | null): void;
}

export interface EditorOptions {
  label: string;
  /** The id of the element that says what is wrong. */
  describedBy: string;
  complete: (text: string, offset: number, isAsked: boolean) => Completion | null;
  onRun: () => void;
  onChange: () => void;
}

/** Edits the text of a textarea; CodeMirror takes its place where the page has it and it can run. */
export function createEditor(area: HTMLTextAreaElement, options: EditorOptions): Editor {
  let editor = plainEditor(area, options);
  let mistake: QueryProblem | null = null;
  void openLibrary().then((library) => {
    if (!library) return;
    editor = upgraded(library, area, options) ?? editor;
    if (mistake) editor.mark(mistake);
  });
  return {
    getText: () => editor.getText(),
    setText: (text) => editor.setText(text),
    focus: () => editor.focus(),
    mark: (problem) => {
      mistake = problem;
      editor.mark(problem);
    },
  };
}

/** The editor of the library; nothing where it cannot start. */
function upgraded(
  { codeMirror }: EditorLibrary,
  area: HTMLTextAreaElement,
  options: EditorOptions,
): Editor | null {
  const isFocused = document.activeElement === area;
  try {
    const editor = codeMirror(area, options);
    if (isFocused) editor.focus();
    return editor;
  } catch {
    return null;
  }
}

function plainEditor(area: HTMLTextAreaElement, options: EditorOptions): Editor {
  area.hidden = false;
  area.setAttribute("aria-describedby", options.describedBy);
  area.addEventListener("input", options.onChange);
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    options.onRun();
  });
  return {
    getText: () => area.value,
    setText: (text) => {
      area.value = text;
    },
    focus: () => area.focus(),
    mark: (problem) => {
      area.setAttribute("aria-invalid", String(problem !== null));
      if (problem?.from !== undefined)
        area.setSelectionRange(problem.from, problem.to ?? problem.from);
    },
  };
}
