// What is long, a table of a view or a main part of a text, is folded on phones, where it would be thousands of pixels long,
// until somebody opens it, follows a link into it or prints. Without a script, or with something kept in it that was not
// saved, it stands open.
const PHONE = "(max-width: 39.99em)";

const opened = () => {
  const target = document.querySelector(":target");
  const fold = target && target.closest("details[data-fold]");
  if (fold && !fold.open) {
    fold.open = true;
    target.scrollIntoView();
  }
};

if (window.matchMedia(PHONE).matches) {
  for (const fold of document.querySelectorAll('details[data-fold]:not([data-fold="kept"])')) fold.open = false;
}
opened();
window.addEventListener("hashchange", opened);
// A link to where the address leads already changes nothing in it.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.hash === window.location.hash) opened();
});

// On paper everything stands open, and afterwards as it did.
let unfolded = [];
window.addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details[data-fold]:not([open])")];
  for (const fold of unfolded) fold.open = true;
});
window.addEventListener("afterprint", () => {
  for (const fold of unfolded) fold.open = false;
});
