// What stands in data-note is told beside its place while that is pointed at or has the focus: how a figure is made,
// since when a state holds. One box for the whole page. It stays where it is and leaves its cell free, may itself
// be pointed at, and Escape closes it. A click on a link still explains by its page; a finger, which cannot point,
// opens the note of a link with its first tap and follows it with the next, and a tap elsewhere closes the note.
const BOX = "note-bubble";
const GAP = 4;
const EDGE = 8;
const LEAVING = 150;

let box = null;
let place = null;
let leaving = 0;

const noted = (event) => (event.target.closest ? event.target.closest("[data-note]") : null);

const makeBox = () => {
  box = document.createElement("div");
  box.className = "note-bubble";
  box.id = BOX;
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  (document.querySelector("main") || document.body).append(box);
};

// Below the cell, or above it where there is more room; within the window.
const put = () => {
  const cell = (place.closest("td, th") || place).getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const below = window.innerHeight - cell.bottom;
  const isBelow = below >= height + GAP + EDGE || below >= cell.top;
  const left = Math.min(Math.max(cell.left, EDGE), Math.max(document.documentElement.clientWidth - width - EDGE, EDGE));
  box.style.left = `${left}px`;
  box.style.top = `${isBelow ? cell.bottom + GAP : cell.top - GAP - height}px`;
};

const described = (element) => (element.getAttribute("aria-describedby") || "").split(/\s+/).filter(Boolean);

const describe = (ids) => {
  if (ids.length) place.setAttribute("aria-describedby", ids.join(" "));
  else place.removeAttribute("aria-describedby");
};

const close = () => {
  clearTimeout(leaving);
  if (!place) return;
  describe(described(place).filter((id) => id !== BOX));
  place = null;
  box.hidden = true;
};

const open = (next) => {
  clearTimeout(leaving);
  if (place === next) return;
  close();
  if (!box) makeBox();
  place = next;
  box.textContent = place.dataset.note;
  box.hidden = false;
  describe([...described(place), BOX]);
  put();
};

const leave = () => {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (place && place !== document.activeElement) close();
  }, LEAVING);
};

document.addEventListener("mouseover", (event) => {
  const next = noted(event);
  if (next) open(next);
  else if (box && box.contains(event.target)) clearTimeout(leaving);
});

document.addEventListener("mouseout", (event) => {
  const to = event.relatedTarget;
  if (place && !(to && (place.contains(to) || box.contains(to)))) leave();
});

document.addEventListener("focusin", (event) => {
  const next = noted(event);
  if (next) open(next);
  else close();
});

document.addEventListener("focusout", close);

// What the finger found open when it came down: by the time of its click the browser has told that it points there.
let touched = null;

document.addEventListener(
  "pointerdown",
  (event) => {
    touched = event.pointerType === "touch" ? { shown: place } : null;
  },
  { capture: true, passive: true },
);

document.addEventListener("pointercancel", () => {
  touched = null;
});

document.addEventListener(
  "click",
  (event) => {
    const next = noted(event);
    if (next) {
      if (touched && touched.shown !== next && next.matches("a[href]")) event.preventDefault();
      open(next);
    } else if (!(box && box.contains(event.target))) close();
    touched = null;
  },
  { capture: true },
);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

for (const name of ["scroll", "resize"]) {
  window.addEventListener(
    name,
    () => {
      if (!place) return;
      if (place.isConnected) put();
      else close();
    },
    { capture: true, passive: true },
  );
}
