/** The script that the page runs when it needs the editor: CodeMirror, and the grammar of SPARQL. */

import { codeMirror } from "./code_mirror";
import { type EditorLibrary, register } from "./editor_library";
import { firstError } from "./syntax";

const library: EditorLibrary = { codeMirror, firstError };
register(library);
