// Beside the true pages of a text: the page on which the part begins that somebody works on is framed and comes into view,
// also when the pages were set anew.
let part = "";

const partOf = (element) => {
  const section = element && element.closest("[id^='part-'].text-part");
  return section ? section.id.slice("part-".length) : "";
};

const mark = () => {
  const pages = document.querySelector("[data-pages]");
  const page = part && pages && pages.querySelector(`[data-parts~="${part}"]`);
  if (!page) return;
  for (const other of pages.querySelectorAll(".text-page--current")) other.classList.remove("text-page--current");
  page.classList.add("text-page--current");
  const note = pages.querySelector("[data-page-note]");
  note.querySelector("[data-page-number]").textContent = page.dataset.page;
  note.hidden = false;
  pages.scrollTop += page.getBoundingClientRect().top - pages.getBoundingClientRect().top - note.offsetHeight;
};

const turnTo = (wanted) => {
  if (!wanted || wanted === part) return;
  part = wanted;
  mark();
};

if (document.querySelector("[data-pages]")) {
  document.addEventListener("focusin", (event) => turnTo(partOf(event.target)));
  window.addEventListener("hashchange", () => turnTo(partOf(document.querySelector(":target"))));
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.matches("[data-pages]")) mark();
  });
  turnTo(partOf(document.querySelector(":target")));
}
