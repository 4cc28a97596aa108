// What data-note says stands beside its element while that has the focus or the pointer; Esc puts it away.
const EDGE = 6; // pixels to the edge of the window; none to the element, so that the pointer can move over

const bubble = document.createElement("div");
bubble.id = "note-bubble";
bubble.className = "note-bubble";
bubble.setAttribute("role", "tooltip");
bubble.hidden = true;
(document.querySelector("main") ?? document.body).append(bubble);

let told = null;

const hide = () => {
  if (!told) return;
  told.removeAttribute("aria-describedby");
  told = null;
  bubble.hidden = true;
};

const place = () => {
  if (!told) return;
  const { left, top, bottom } = told.getBoundingClientRect();
  const isLow = bottom + bubble.offsetHeight > window.innerHeight;
  const rightmost = document.documentElement.clientWidth - bubble.offsetWidth - EDGE;
  bubble.style.left = `${Math.max(EDGE, Math.min(left, rightmost))}px`;
  bubble.style.top = `${isLow ? Math.max(0, top - bubble.offsetHeight) : bottom}px`;
};

const tell = (element) => {
  if (element === told) return;
  hide();
  told = element;
  bubble.textContent = element.dataset.note;
  bubble.hidden = false;
  element.setAttribute("aria-describedby", bubble.id);
  place();
};

const noted = (event) => (event.target.closest ? event.target.closest("[data-note]") : null);
const isInside = (element) => element instanceof Node && (bubble.contains(element) || told?.contains(element));

document.addEventListener("focusin", (event) => (noted(event) ? tell(noted(event)) : hide()));
document.addEventListener("focusout", hide);
document.addEventListener("mouseover", (event) => {
  if (noted(event)) tell(noted(event));
});
document.addEventListener("mouseout", (event) => {
  if (!isInside(event.relatedTarget) && told !== document.activeElement) hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
// What gets the focus comes into view, and tables scroll by themselves: hence in the capturing phase.
document.addEventListener("scroll", place, { capture: true, passive: true });
