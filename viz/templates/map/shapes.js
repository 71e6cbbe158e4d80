// Knows the outlines of things, on the canvas and as small pictures in the page, and the badges of what was praised and faulted.
const turns = (count, start, radius) => Array.from({ length: count }, (_, at) => {
  const angle = start + (2 * Math.PI * at) / count;
  const reach = typeof radius === "function" ? radius(at) : radius;
  return [Math.cos(angle) * reach, Math.sin(angle) * reach];
});
const UP = -Math.PI / 2;
const OUTLINES = {
  square: (r) => [[-r, -r], [r, -r], [r, r], [-r, r]].map(([x, y]) => [x * 0.86, y * 0.86]),
  diamond: (r) => turns(4, UP, r * 1.12),
  triangle: (r) => turns(3, UP, r * 1.2).map(([x, y]) => [x, y + r * 0.2]),
  triangleDown: (r) => turns(3, -UP, r * 1.2).map(([x, y]) => [x, y - r * 0.2]),
  hexagon: (r) => turns(6, 0, r * 1.06),
  star: (r) => turns(10, UP, (at) => (at % 2 ? r * 0.56 : r * 1.28)),
};

function trace(ctx, shape, x, y, radius) {
  ctx.beginPath();
  const outline = OUTLINES[shape];
  if (outline) outline(radius).forEach(([dx, dy], at) => (at ? ctx.lineTo(x + dx, y + dy) : ctx.moveTo(x + dx, y + dy)));
  else ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.closePath();
}

function mark(parent, shape, colour, size = 16) {
  const icon = draw(parent, "svg", { viewBox: "-10 -10 20 20", width: size, height: size, "aria-hidden": "true", class: "mark" });
  const outline = OUTLINES[shape];
  if (outline) draw(icon, "polygon", { points: outline(7.4).map((point) => point.map((one) => one.toFixed(2)).join()).join(" "), fill: colour });
  else draw(icon, "circle", { r: 7.4, fill: colour });
  return icon;
}

const ENDS = {
  arrow: "M20 0 12-4 14 0 12 4Z", vee: "M20 0 12-4.5 16 0 12 4.500Z", diamond: "M20 0 15-3.5 10 0 15 3.500Z", circle: "M12 0a4 4 0 1 1 8 0a4 4 0 1 1-8 0Z",
  box: "M13-3.500h7v7h-7Z", curve: "M20-4a5 5 0 0 0 0 8", bar: "M19-4.500v9",
};

function sample(parent, { colour, end, width = 2, dashed = false }) {
  const icon = draw(parent, "svg", { viewBox: "-12 -6 34 12", width: 34, height: 12, "aria-hidden": "true", class: "mark" });
  draw(icon, "path", { d: `M-10 0H${end ? 13 : 20}`, stroke: colour, "stroke-width": width, "stroke-dasharray": dashed ? "5 3" : "none", fill: "none" });
  if (ENDS[end]) draw(icon, "path", { d: ENDS[end], fill: ["curve", "bar"].includes(end) ? "none" : colour, stroke: colour, "stroke-width": 1 });
  return icon;
}

const SEVERAL = 3;

// Colours of what was praised and faulted, the same as those of findings.
const BADGES = {
  strength: { light: "#007a4d", dark: "#35c28c", shape: "triangle", words: "three or more strengths" },
  concern: { light: "#c43e00", dark: "#ff8a57", shape: "triangleDown", words: "a concern" },
  practice: { light: "#6b3fa0", dark: "#b79ae6", shape: "star", words: "good, positive or outstanding practice" },
};

function countsOf(node) {
  const counts = { strength: 0, concern: 0, practice: 0 };
  for (const id of node.findings) {
    const finding = findingsTold[id];
    if (finding.polarity in counts) counts[finding.polarity] += 1;
    if (finding.practice) counts.practice += 1;
  }
  return counts;
}
for (const node of nodes) node.counts = countsOf(node);
