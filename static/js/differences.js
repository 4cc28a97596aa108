// Two reports side by side: j goes to the next passage that differs, k to the one before, seen from where the page stands.
// Without a script each passage has a link to the next.
const isTyping = (element) =>
  element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
// A passage that begins this close to the edge of the window is the one that is read.
const EDGE = 24;

// From the passage that was gone to, else from where the page stands.
const target = (passages, step) => {
  const current = passages.findIndex((passage) => passage.contains(document.activeElement));
  if (current >= 0) return passages[current + step];
  const tops = passages.map((passage) => passage.getBoundingClientRect().top);
  if (step > 0) return passages[tops.findIndex((top) => top > EDGE)];
  return passages[tops.filter((top) => top < -EDGE).length - 1];
};

const go = (passage) => {
  if (!passage) return;
  passage.scrollIntoView();
  passage.focus({ preventScroll: true });
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const step = { j: 1, k: -1 }[event.key];
  const passages = step ? [...document.querySelectorAll("[data-difference]")] : [];
  if (!passages.length) return;
  event.preventDefault();
  go(target(passages, step));
});
