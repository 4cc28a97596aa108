// Contents stand open where there is room for them beside the text; elsewhere they are folded until asked for,
// and fold again once they have led somewhere.
const isWide = () => window.matchMedia("(min-width: 64em)").matches;

for (const contents of document.querySelectorAll("[data-open-wide]")) {
  contents.open = isWide();
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && !isWide()) contents.open = false;
  });
}
