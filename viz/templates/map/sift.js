// Knows which things and relations pass the filters, and how many sentences count for each relation.
const shown = { nodes: new Set(), edges: new Set(), counts: [] };

function sift() {
  const wanted = { themes: new Set(numbersOf(state.theme)), parts: new Set(state.part), voices: new Set(state.voice) };
  shown.counts = edges.map((edge) => weigh(edge, wanted));
  const without = new Set(state.without);
  const passing = edges.filter((edge) => shown.counts[edge.id] >= state.least && !without.has(edge.words));
  shown.nodes = withinReach(standing(passing), passing);
  shown.edges = new Set(passing.filter((edge) => shown.nodes.has(edge.from) && shown.nodes.has(edge.to)).map((edge) => edge.id));
}

const numbersOf = (ids) => ids.map((id) => themes.findIndex((theme) => theme.id === id));

// The sentences of a relation that stand under the chosen questions, in the chosen voices, on the chosen themes.
function weigh(edge, { themes, parts, voices }) {
  if (!themes.size && !parts.size && !voices.size) return edge.weight ?? edge.sentences.length;
  return edge.sentences.filter((id) => {
    const sentence = sentences[id];
    return (!parts.size || parts.has(sentence.part))
      && (!voices.size || sentence.voices.some((voice) => voices.has(voice)))
      && (!themes.size || sentence.themes.some((theme) => themes.has(theme)));
  }).length;
}

// A thing stands on the map while its kind is shown and one of its relations passes; one without relations always does.
function standing(passing) {
  const touched = new Set(passing.flatMap((edge) => [edge.from, edge.to]));
  const hidden = new Set(state.hide);
  const outside = new Set(state.outside);
  const stays = (node) => !hidden.has(node.kind) && !outside.has(node.group) && (touched.has(node.id) || !node.edges.length);
  return new Set(nodes.filter(stays).map((node) => node.id));
}

function withinReach(on, passing) {
  const start = nodeByName.get(state.at);
  if (!state.around || start === undefined) return on;
  let reached = new Set([start]);
  for (let hop = 0; hop < state.around; hop += 1) {
    const next = new Set(reached);
    for (const edge of passing) {
      if (reached.has(edge.from) && on.has(edge.to)) next.add(edge.to);
      if (reached.has(edge.to) && on.has(edge.from)) next.add(edge.from);
    }
    reached = next;
  }
  return reached;
}

const isFiltered = () => state.least > 1 || state.around > 0 || LISTS.some((list) => state[list].length > 0);

function neighbours(id) {
  const near = new Set([id]);
  for (const at of nodes[id].edges) {
    if (!shown.edges.has(at)) continue;
    near.add(edges[at].from);
    near.add(edges[at].to);
  }
  return near;
}
