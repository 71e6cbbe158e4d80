// Knows how a view is handed on: as a link, as a file, on paper.
function link() {
  const fragment = write();
  return `${location.href.replace(/#.*$/s, "")}${fragment ? `#${fragment}` : ""}`;
}

async function copyLink() {
  const field = by("link");
  field.value = link();
  try {
    await navigator.clipboard.writeText(field.value);
    field.hidden = true;
    by("copied").textContent = "Copied.";
  } catch {
    field.hidden = false;
    field.select();
    by("copied").textContent = "Copy it from here:";
  }
}

// On paper the map is a picture in light colours, and its table stands below.
function toPaper() {
  document.body.classList.add("printing");
  paper.open = by("twin").open;
  by("twin").open = true;
  paint();
  by("paper").replaceChildren(photograph(2, 0));
  fillTable();
}

function fromPaper() {
  document.body.classList.remove("printing");
  by("twin").open = paper.open;
  by("paper").replaceChildren();
  paint();
}
const paper = { open: false };

function share() {
  by("copy").addEventListener("click", copyLink);
  by("print").addEventListener("click", () => { by("share").open = false; print(); });
  for (const button of document.querySelectorAll("[data-take]")) button.addEventListener("click", () => take(button.dataset.take));
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", fromPaper);
}
