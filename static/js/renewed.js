// What the server sends anew after a save, [data-renewed="what it says"], is put in only where it says something
// else; then with what is typed in its fields and the focus kept, by their ids. Saves of several forms may be
// answered in another order than they were done: what is as of an older version, [data-as-of], is left out.
const FIELDS = "textarea, input:not([type=hidden], [type=checkbox], [type=radio])";

const keepTyped = (before, after) => {
  for (const field of before.querySelectorAll(FIELDS)) {
    const same = field.id && after.querySelector(`#${CSS.escape(field.id)}`);
    // As an attribute too: the answer is copied before it is put in.
    if (!same) continue;
    same.value = field.value;
    if (same.tagName === "INPUT") same.setAttribute("value", field.value);
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

const isOlder = (after, before) => Number(after.dataset.asOf) < Number(before.dataset.asOf);

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const before = event.detail.target;
  const after = event.detail.fragment.querySelector(`#${CSS.escape(before.id)}`);
  if (!after) return;
  if (isOlder(after, before)) event.detail.shouldSwap = false;
  if (before.dataset.renewed === undefined || !event.detail.shouldSwap) return;
  const isSame = before.dataset.renewed === after.dataset.renewed;
  if (isSame || (composing && before.contains(composing))) {
    event.detail.shouldSwap = false;
    return;
  }
  keepTyped(before, after);
  keepFocus(before);
});
