// After a save the server sends the doubts about the line anew. Where they are the same only their states are
// renewed; otherwise the fields are, with what is typed in them and the focus kept.
const ID = "line-doubts";

const keepTyped = (before, after) => {
  for (const field of before.querySelectorAll("textarea")) {
    const same = after.querySelector(`[name="${CSS.escape(field.name)}"]`);
    if (same) same.value = field.value;
  }
};

const keepFocus = (before) => {
  const focused = document.activeElement;
  if (!before.contains(focused) || !focused.id) return;
  const { id, selectionStart, selectionEnd } = focused;
  document.addEventListener(
    "htmx:oobAfterSwap",
    () => {
      const again = document.getElementById(id);
      if (!again) return;
      again.focus();
      if (again.setSelectionRange && selectionStart !== null) again.setSelectionRange(selectionStart, selectionEnd);
    },
    { once: true },
  );
};

// While somebody composes a word (pinyin) in one of the fields, it stays; the save afterwards renews it.
let composing = null;
document.addEventListener("compositionstart", (event) => {
  composing = event.target;
});
document.addEventListener("compositionend", () => {
  composing = null;
});

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const before = event.detail.target;
  if (before.id !== ID) return;
  const after = event.detail.fragment.querySelector(`#${ID}`);
  if (!after) return;
  if (before.dataset.doubts === after.dataset.doubts) {
    event.detail.shouldSwap = false;
    for (const state of after.querySelectorAll("[data-doubt-state]")) {
      const shown = before.querySelector(`#${CSS.escape(state.id)}`);
      const isAsked = (element) => element.querySelector("input") !== null;
      // A tick that is not sent yet stays.
      if (shown && !(isAsked(shown) && isAsked(state))) shown.innerHTML = state.innerHTML;
    }
    return;
  }
  if (composing && before.contains(composing)) {
    event.detail.shouldSwap = false;
    return;
  }
  keepTyped(before, after);
  keepFocus(before);
});
