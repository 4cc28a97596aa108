// After a save the server sends the doubts about the line anew (renewed.js). Where they are the same their fields
// stay and only their states are renewed.
const ID = "line-doubts";

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const before = event.detail.target;
  if (before.id !== ID) return;
  const after = event.detail.fragment.querySelector(`#${ID}`);
  if (!after || before.dataset.renewed !== after.dataset.renewed) return;
  for (const state of after.querySelectorAll("[data-doubt-state]")) {
    const shown = before.querySelector(`#${CSS.escape(state.id)}`);
    const isAsked = (element) => element.querySelector("input") !== null;
    // A tick that is not sent yet stays.
    if (shown && !(isAsked(shown) && isAsked(state))) shown.innerHTML = state.innerHTML;
  }
});
