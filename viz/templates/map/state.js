// Knows what is shown, writes it as the fragment of the page's address and reads it back, and remembers what was shown before.
const LISTS = ["hide", "outside", "without", "theme", "part", "voice"];
const fresh = () => ({ hide: [], outside: [], without: [], theme: [], part: [], voice: [], least: 1, at: "", line: "", around: 0, view: null });
let state = fresh();
const past = [];
const future = [];
const MOST = 200;

function write(wanted = state) {
  const told = new URLSearchParams();
  for (const list of LISTS) for (const value of [...wanted[list]].sort()) told.append(list, value);
  if (wanted.least > 1) told.set("least", wanted.least);
  if (wanted.at) told.set("at", wanted.at);
  if (wanted.line) told.set("line", wanted.line);
  if (wanted.around) told.set("around", wanted.around);
  if (wanted.view) told.set("view", wanted.view.join(","));
  return told.toString();
}

// Whatever somebody wrote into an address: what is not understood is left out.
function understood(text) {
  const asked = new URLSearchParams(text.replace(/^#/, ""));
  const found = fresh();
  for (const list of LISTS) found[list] = [...new Set(asked.getAll(list))];
  found.least = whole(asked.get("least"), 1, 1000) || 1;
  if (nodeByName.has(asked.get("at"))) found.at = asked.get("at");
  if (edgeByName.has(asked.get("line"))) found.line = asked.get("line");
  if (found.at) found.around = whole(asked.get("around"), 0, 3);
  const view = (asked.get("view") ?? "").split(",").map(Number);
  if (view.length === 3 && view.every(Number.isFinite) && view[2] > 0.005 && view[2] < 20) found.view = view;
  return found;
}

function whole(text, least, most) {
  const value = Number.parseInt(text ?? "", 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, least), most) : 0;
}

// Every change of what is shown goes through here, so that it can be undone and stands in the address.
function change(edit) {
  const before = write();
  const wanted = structuredClone(state);
  edit(wanted);
  if (write(wanted) === before) return;
  remember(before);
  state = wanted;
  show();
}

function remember(before) {
  past.push(before);
  if (past.length > MOST) past.shift();
  future.length = 0;
}

function step(from, to) {
  if (!from.length) return;
  to.push(write());
  state = understood(from.pop());
  show();
}

const undo = () => step(past, future);
const redo = () => step(future, past);

function toggled(list, value, on) {
  return on ? [...new Set([...list, value])] : list.filter((one) => one !== value);
}

function address() {
  const fragment = write();
  if (fragment === location.hash.replace(/^#/, "")) return;
  try {
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  } catch {
    // A page inside another one may not change its address; the link is still made by hand.
  }
}

function arrived() {
  const asked = location.hash.replace(/^#/, "");
  if (asked === write()) return;
  remember(write());
  state = understood(asked);
  show();
}
