// Two reports side by side: j goes to the next passage that differs, k to the one before, seen from where the page stands.
// Without a script each passage has a link to the next.
const isTyping = (element) =>
  element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
// A passage that was just gone to lies this far below the edge of the window at most.
const EDGE = 24;

const go = (passages, step) => {
  const tops = passages.map((passage) => passage.getBoundingClientRect().top);
  const ahead = tops.findIndex((top) => top > EDGE);
  const behind = tops.filter((top) => top < -EDGE).length - 1;
  const target = passages[step > 0 ? ahead : behind];
  if (!target) return;
  target.scrollIntoView();
  target.focus({ preventScroll: true });
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const step = { j: 1, k: -1 }[event.key];
  const passages = step ? [...document.querySelectorAll("[data-difference]")] : [];
  if (!passages.length) return;
  event.preventDefault();
  go(passages, step);
});
