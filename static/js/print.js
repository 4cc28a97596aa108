// A button with data-print prints the page, once what htmx is still fetching has come.
const MOST = 10_000; // milliseconds; the style for paper hides what has not come by then
const STEP = 100;

const isFetching = () => document.querySelector(".htmx-request") !== null;
const pause = () => new Promise((resolve) => setTimeout(resolve, STEP));

document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-print]")) return;
  for (let waited = 0; isFetching() && waited < MOST; waited += STEP) await pause();
  window.print();
});
