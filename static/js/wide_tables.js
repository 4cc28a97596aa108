// A table whose columns need more than the width of its page scrolls in a box of its own, so that the page does not
// scroll sideways. The server knows it of tables with many columns; of others their texts decide.
const WIDE = "data-table--wide";

const tables = document.querySelectorAll(`.data-table:not(.${WIDE})`);

const fit = () => {
  for (const table of tables) table.classList.remove(WIDE);
  const wide = [...tables].filter((table) => table.scrollWidth > table.clientWidth + 1);
  for (const table of wide) table.classList.add(WIDE);
};

fit();
window.addEventListener("resize", fit, { passive: true });
