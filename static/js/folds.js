// Long tables of a view are folded on phones, where each would be thousands of pixels long, until somebody opens them or
// follows a link into one. Without a script they stand open.
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
  for (const fold of document.querySelectorAll("details[data-fold]")) fold.open = false;
}
opened();
window.addEventListener("hashchange", opened);
