// Where somebody acts twice in a list before the first answer is there, that answer replaces the list, and with it
// the place that the second answer is meant for: it goes to the list that is there now, found by its id.
const toTheOneThere = ({ target, currentTarget, detail }) => {
  const now = document.getElementById(currentTarget.id);
  if (target !== currentTarget || currentTarget.isConnected || !now || !detail.shouldSwap) return;
  const said = (name) => detail.requestConfig.elt.closest(`[${name}]`)?.getAttribute(name);
  detail.shouldSwap = false;
  htmx.swap(
    now,
    detail.serverResponse,
    { swapStyle: said("hx-swap") },
    { select: said("hx-select"), selectOOB: said("hx-select-oob"), contextElement: now, eventInfo: detail },
  );
};

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target.id) detail.target.addEventListener("htmx:beforeSwap", toTheOneThere);
});
