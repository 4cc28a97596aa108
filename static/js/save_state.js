// Says beside a form what became of the last edit. The words stand in data attributes within the element
// [data-save-state], or once for a table of many, where the template has translated them, with {time} for the clock.
// Meant is the one inside the nearest [data-save-scope] or form. A line that the server sends wins.
const STATES = { 401: "signed-out", 409: "conflict", 422: "invalid" };

const TEXTS = "[data-save-texts]";
const CALM = ["waiting", "saving", "saved"];

const lineOf = (element) => {
  const scope = element.closest("[data-save-scope]") || element.closest("form");
  return scope && scope.querySelector("[data-save-state]");
};

const clock = () =>
  new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });

const say = (line, state) => {
  const words = line.querySelector(TEXTS) || line.closest("[data-grid]").querySelector(TEXTS);
  const text = words.getAttribute(`data-text-${state}`) || words.getAttribute("data-text-error");
  line.dataset.state = CALM.includes(state) ? state : "error";
  line.querySelector("[data-save-text]").textContent = text.replace("{time}", clock());
};

document.addEventListener("htmx:beforeRequest", (event) => {
  const line = lineOf(event.detail.elt);
  if (line && event.detail.requestConfig.verb !== "get") say(line, "saving");
});

// After the request, but before anything the answer carries out of band is put in.
document.addEventListener("htmx:beforeSwap", (event) => {
  const line = lineOf(event.detail.requestConfig.elt);
  if (!line || event.detail.requestConfig.verb === "get") return;
  const { status } = event.detail.xhr;
  say(line, status < 400 ? "saved" : STATES[status] || "error");
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const line = lineOf(event.detail.elt);
    if (line) say(line, "offline");
  });
}

// A save that waits for others before it (static/js/grid_saving.js).
document.addEventListener("save-waiting", (event) => {
  const line = lineOf(event.target);
  if (line) say(line, "waiting");
});
