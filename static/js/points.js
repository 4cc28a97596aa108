// From one open point to the next and back, by buttons and keys, and on to the next one after each that was settled.
// A point is an element with data-point; coming to it shows the words that it stands on (linked.js).
const points = () => [...document.querySelectorAll("[data-point]")];

const CONTROLS = "button:not(.visually-hidden), .button";
let current = -1;

const numberOf = (element) => points().findIndex((point) => point.contains(element));

// Where one is: at the focus, else where one was.
const here = () => {
  const focused = numberOf(document.activeElement);
  return focused >= 0 ? focused : current;
};

const goTo = (number) => {
  const all = points();
  if (!all.length) return;
  current = (number + all.length) % all.length;
  const point = all[current];
  window.location.replace(`#${point.id}`);
  const control = point.querySelector(CONTROLS);
  if (control) control.focus({ preventScroll: true });
};

document.addEventListener("click", (event) => {
  const step = event.target.closest("[data-next-point], [data-previous-point]");
  if (!step) return;
  event.preventDefault();
  goTo(step.hasAttribute("data-next-point") ? here() + 1 : Math.max(here(), 0) - 1);
});

// The point that a form settles is gone afterwards, and the next one stands in its place.
let left = -1;

document.addEventListener("htmx:beforeRequest", (event) => {
  left = numberOf(event.target);
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (left < 0 || event.target.id !== "open-points") return;
  const number = left;
  left = -1;
  const count = points().length;
  if (count) goTo(Math.min(number, count - 1));
  else document.getElementById("open-points").focus();
});
