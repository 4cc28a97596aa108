// A text that is still being composed (pinyin before its characters are chosen) is no text yet: it is neither saved nor
// sent, kept or counted. Nobody hears of input between the beginning and the end of a composition; its end is one input.
// Loaded before all others, so that it knows of a composition that began before they were there.
{
  let field = null;

  const isComposed = (target) => field !== null && field.isConnected && target === field;

  window.addEventListener("compositionstart", (event) => {
    field = event.target;
  }, true);

  for (const name of ["input", "change"]) {
    window.addEventListener(name, (event) => {
      if (event.isComposing || isComposed(event.target)) event.stopImmediatePropagation();
    }, true);
  }

  window.addEventListener("compositionend", (event) => {
    field = null;
    event.target.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, true);

  // A save that was due before, or is tried again: the end of the composition brings it about anew.
  window.addEventListener("htmx:confirm", (event) => {
    if (field === null || !field.isConnected) return;
    if (event.detail.elt.contains(field) || event.detail.elt === field.form) event.preventDefault();
  }, true);
}
