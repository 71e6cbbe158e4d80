// Knows which names are written on the map and where: at a size to be read, the important ones first, none upon another.
const FACE = '"Source Sans 3", "Segoe UI", system-ui, Roboto, "Helvetica Neue", Arial, sans-serif';
const CELL = 80;
const WIDEST = 20; // characters of a line
const LINES = 3;
const written = new Map(); // lines and widths by font and node
const drawn = { boxes: [] };

const hidesDirection = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cc}]/gu;

function wrap(text) {
  const lines = [""];
  for (const word of brief(text.replace(hidesDirection, " "), 90).split(/\s+/)) {
    for (const piece of word.match(/.{1,22}/gsu) ?? []) {
      const line = lines.at(-1);
      if (line && line.length + piece.length + 1 > WIDEST) lines.push(piece);
      else lines[lines.length - 1] = line ? `${line} ${piece}` : piece;
    }
  }
  if (lines.length > LINES) lines.splice(LINES - 1, Infinity, `${lines[LINES - 1]}…`);
  return lines;
}

function measured(ctx, node, font) {
  const key = `${font}|${node.id}`;
  if (!written.has(key)) {
    ctx.font = font;
    const lines = wrap(nameOf(node));
    written.set(key, { lines, width: Math.max(...lines.map((line) => ctx.measureText(line).width)) });
  }
  return written.get(key);
}

// A coarse grid of boxes that are taken.
class Room {
  constructor() { this.cells = new Map(); }

  *around([left, top, right, bottom]) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) yield `${x},${y}`;
    }
  }

  take(box, owner) {
    for (const cell of this.around(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push([box, owner]);
    }
  }

  *meeting(box, owner) {
    for (const cell of this.around(box)) {
      for (const [other, whose] of this.cells.get(cell) ?? []) {
        if (whose !== owner && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) yield whose;
      }
    }
  }

  isFree(box, owner) { return this.meeting(box, owner).next().done; }

  count(box, owner) { return new Set(this.meeting(box, owner)).size; }
}

function spots({ x, y, radius }, width, height) {
  const gap = radius + 2;
  const middle = y - height / 2;
  return [
    [x - width / 2, y + gap], [x + gap + 2, middle], [x - gap - 2 - width, middle], [x - width / 2, y - gap - height],
    [x + gap * 0.7, y + gap * 0.7], [x - gap * 0.7 - width, y + gap * 0.7], [x + gap * 0.7, y - gap * 0.7 - height], [x - gap * 0.7 - width, y - gap * 0.7 - height],
  ];
}

const isInside = ([left, top, right, bottom], [width, height]) => left > 2 && top > 2 && right < width - 2 && bottom < height - 2;

// Give the labels to draw: for each node its lines, its font and its box in pixels of the screen.
function placed(ctx, points, wanted, { scale, frame, taken }) {
  const room = new Room(); // things and names
  const names = new Room(); // names alone: an important one may lie upon a thing rather than be missing
  for (const point of points.values()) room.take([point.x - point.radius, point.y - point.radius, point.x + point.radius, point.y + point.radius], point.id);
  for (const box of taken) for (const one of [room, names]) one.take(box, "page");
  const labels = [];
  for (const { id, forced, strong } of wanted) {
    const point = points.get(id);
    if (!point) continue;
    const size = (strong ? 13 : 12) * Math.min(1.5, Math.max(1, scale / 1.1));
    const font = `${strong ? 600 : 400} ${size}px ${FACE}`;
    const { lines, width } = measured(ctx, nodes[id], font);
    const height = lines.length * size * 1.15;
    const all = spots(point, width, height).map(([left, top]) => [left, top, left + width, top + height]);
    const boxes = all.filter((one) => isInside(one, frame));
    const upon = () => [...boxes].filter((one) => names.isFree(one, id)).sort((one, other) => room.count(one, id) - room.count(other, id))[0];
    const box = boxes.find((one) => room.isFree(one, id)) ?? (strong ? upon() : undefined) ?? (forced ? boxes[0] ?? all[0] : null);
    if (!box) continue;
    for (const one of [room, names]) one.take([box[0] - 3, box[1] - 1, box[2] + 3, box[3] + 1], id);
    labels.push({ id, lines, font, size, box, strong });
  }
  return labels;
}

function writeLabels(ctx, labels, colours, dimmed) {
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.lineJoin = "round";
  for (const { id, lines, font, size, box } of labels) {
    ctx.font = font;
    ctx.globalAlpha = dimmed(id) ? 0.45 : 1;
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = colours.paper;
    ctx.fillStyle = colours.ink;
    const middle = (box[0] + box[2]) / 2;
    lines.forEach((line, at) => {
      const base = box[1] + size * (1.15 * at + 0.92);
      ctx.strokeText(line, middle, base);
      ctx.fillText(line, middle, base);
    });
  }
  ctx.globalAlpha = 1;
  drawn.boxes = labels.map(({ id, box, size }) => ({ id, box, size }));
}
