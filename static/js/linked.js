// Two places that mean the same, such as a stretch of text and the card beside it, light up together and
// come into view together. Both carry the same data-linked; their links work without a script.
const twins = (name) => document.querySelectorAll(`[data-linked="${CSS.escape(name)}"]`);

const light = (event, isLit) => {
  const place = event.target.closest && event.target.closest("[data-linked]");
  if (!place) return;
  for (const twin of twins(place.dataset.linked)) twin.classList.toggle("is-lit", isLit);
};

for (const [name, isLit] of Object.entries({ mouseover: true, focusin: true, mouseout: false, focusout: false })) {
  document.addEventListener(name, (event) => light(event, isLit));
}

// What the address names is shown on both sides.
const follow = () => {
  const places = document.querySelectorAll("[data-linked]");
  if (!places.length) return;
  for (const place of places) place.classList.remove("is-current");
  const target = document.querySelector(":target");
  if (!target || !target.dataset.linked) return;
  for (const twin of twins(target.dataset.linked)) {
    twin.classList.add("is-current");
    if (twin !== target && window.matchMedia("(min-width: 64em)").matches) twin.scrollIntoView({ block: "nearest" });
  }
};

window.addEventListener("hashchange", follow);
follow();

// A click anywhere in a marked passage is a click on its number, unless words are being selected.
document.addEventListener("click", (event) => {
  const passage = event.target.closest(".passage");
  if (!passage || event.target.closest("a") || String(window.getSelection())) return;
  passage.querySelector(".passage__number").click();
});
