// Numbers what a page sends of a form, so that the server tells an earlier save of the same page, whose answer was lost
// or is still on its way, from what somebody else saved meanwhile.
const next = (form) => {
  const turn = form.elements.namedItem("turn");
  if (turn) turn.value = Number(turn.value) + 1;
  return turn;
};

document.addEventListener("htmx:configRequest", (event) => {
  const turn = event.detail.elt instanceof HTMLFormElement && next(event.detail.elt);
  if (turn) event.detail.parameters.turn = turn.value;
});

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) next(event.target);
});
