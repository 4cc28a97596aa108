// Single keys: data-shortcut="j" on a link follows it, on anything else moves to it. Keys open, people confirm:
// no key presses a button, so that none completes an act. Never while typing, with a modifier or behind a dialog.
const isTyping = (element) =>
  element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);

const isShown = (element) => element.getClientRects().length > 0 && !element.disabled;

const announce = (scope) => {
  for (const element of scope.querySelectorAll("[data-shortcut]")) {
    element.setAttribute("aria-keyshortcuts", element.dataset.shortcut);
  }
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const element = [...document.querySelectorAll("[data-shortcut]")].find(
    (candidate) => candidate.dataset.shortcut === event.key && isShown(candidate),
  );
  if (!element) return;
  event.preventDefault();
  if (element.tagName === "A") element.click();
  else element.focus();
});

document.addEventListener("htmx:load", (event) => announce(event.detail.elt));
announce(document);
