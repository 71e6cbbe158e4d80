/** The editor of queries that CodeMirror makes, in place of a textarea. */

import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  insertBracket,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import { type Diagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import type { Editor, EditorOptions } from "./editor";
import type { QueryProblem } from "./problem";

const COLOURS = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.modifier],
    color: "var(--accent)",
    fontWeight: "600",
  },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--bad)" },
  { tag: [tags.string, tags.number, tags.bool, tags.literal], color: "var(--good)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.namespace, tags.typeName, tags.propertyName, tags.url], color: "var(--ink)" },
  { tag: [tags.function(tags.variableName), tags.standard(tags.name)], color: "var(--accent)" },
]);
const THEME = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--raised)", fontSize: "14px" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": {
    fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", Consolas, Menlo, monospace',
    lineHeight: "1.5",
    minHeight: "10rem",
    maxHeight: "26rem",
    overflow: "auto",
  },
  ".cm-content": { caretColor: "var(--ink)", padding: ".6rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "0" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    {
      backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)",
    },
  ".cm-placeholder": { color: "var(--soft)" },
  ".cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--soft)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".25rem .5rem", lineHeight: "1.35" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    maxWidth: "min(34rem, 88vw)",
    fontFamily: "inherit",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--paper)",
  },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--soft)", marginLeft: ".75em" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionInfo": { maxWidth: "20rem", whiteSpace: "pre-line", padding: ".4rem .6rem" },
  ".cm-diagnostic": { borderLeft: "4px solid var(--bad)", padding: ".3rem .6rem" },
});
const PLACEHOLDER = "SELECT ?name { ?unit a peel:Unit ; rdfs:label ?name }";

/** Puts an editor in place of a textarea, with its text. */
export function codeMirror(area: HTMLTextAreaElement, options: EditorOptions): Editor {
  const host = document.createElement("div");
  host.className = "editor";
  area.before(host);
  const view = new EditorView({
    state: EditorState.create({ doc: area.value, extensions: extensions(options) }),
    parent: host.attachShadow({ mode: "open" }),
    root: host.shadowRoot ?? undefined,
  });
  area.hidden = true;
  return {
    getText: () => view.state.doc.toString(),
    setText: (text) =>
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: text.length },
      }),
    focus: () => view.focus(),
    mark: (problem) => {
      view.dispatch(setDiagnostics(view.state, diagnostics(problem, view.state.doc.length)));
      if (problem?.from === undefined) return;
      const anchor = Math.min(problem.from, view.state.doc.length);
      view.dispatch({ selection: { anchor }, scrollIntoView: true });
    },
  };
}

function diagnostics(problem: QueryProblem | null, length: number): Diagnostic[] {
  if (problem?.from === undefined) return [];
  const from = Math.min(problem.from, Math.max(0, length - 1));
  const to = Math.min(problem.to ?? from + 1, length);
  return [{ from, to, severity: "error", message: problem.message }];
}

function extensions(options: EditorOptions) {
  const run = {
    key: "Mod-Enter",
    run: () => {
      options.onRun();
      return true;
    },
  };
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    sparql().language,
    syntaxHighlighting(COLOURS),
    THEME,
    placeholder(PLACEHOLDER),
    autocompletion({ override: [completionSource(options)], icons: false }),
    Prec.highest(keymap.of([run, { key: "Tab", run: acceptCompletion }])),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange();
    }),
    EditorView.domEventHandlers({ beforeinput: replaceSelection }),
    EditorView.contentAttributes.of({
      "aria-label": options.label,
      spellcheck: "false",
      autocapitalize: "off",
      autocorrect: "off",
    }),
  ];
}

/**
 * Types over a selection without the browser, which would keep the look of what was selected in an
 * inline style, against the security policy of the page.
 */
function replaceSelection(event: InputEvent, view: EditorView): boolean {
  const { state } = view;
  const isTyped = event.inputType === "insertText" && event.data !== null && !view.composing;
  if (!isTyped || state.selection.main.empty) return false;
  const text = event.data ?? "";
  const typed = { scrollIntoView: true, userEvent: "input.type" };
  view.dispatch(insertBracket(state, text) ?? state.update(state.replaceSelection(text), typed));
  event.preventDefault();
  return true;
}

function completionSource({ complete }: EditorOptions) {
  return (context: CompletionContext): CompletionResult | null => {
    const completion = complete(context.state.doc.toString(), context.pos, context.explicit);
    if (!completion) return null;
    const { from, options } = completion;
    return {
      from,
      filter: false,
      options: options.map(({ info, ...option }) => ({ ...option, info: info || undefined })),
    };
  };
}
