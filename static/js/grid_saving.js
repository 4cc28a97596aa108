// A table to fill in: rows that are due are saved one after the other, two at most at once, each by its form as on the
// page of its line. Where the portal does not answer, or the session has ended, the others wait until one got through.
const MOST = 2;
const PAUSE = 1000; // milliseconds between two sentences about how far it is, so that they can be heard
const waiting = [];
const going = new Map(); // what was sent, by form
const saved = new WeakMap(); // what the server has, as far as this page knows
const batch = { all: new Set(), failed: new Set() };
let isPaused = false;
let said = 0;

const rowOf = (form) => form.closest("[data-grid-row]");
const cellsOf = (form) => [...form.elements].filter((field) => field.closest("[data-column]"));
const valueOf = (field) => (field.type === "checkbox" ? (field.checked ? "on" : "") : field.value);
const valuesOf = (form) => JSON.stringify(cellsOf(form).map((field) => [field.name, valueOf(field)]));

const asText = (value) => (value === true ? "on" : value || "");

const put = (field, value) => {
  if (field.type === "checkbox") field.checked = value === true;
  else field.value = value;
};

const say = (form, name, counts) => {
  const grid = form.closest("[data-grid]");
  grid.querySelector("[data-grid-status]").textContent = Object.entries(counts).reduce(
    (words, [key, count]) => words.replace(`{${key}}`, count),
    grid.querySelector("[data-grid-texts]").getAttribute(`data-text-${name}`),
  );
};

const tellHowFar = (form) => {
  const open = waiting.length + going.size;
  const all = batch.all.size;
  const failed = batch.failed.size;
  if (isPaused) {
    say(form, "paused", { count: open });
  } else if (open && all > 1 && Date.now() - said > PAUSE) {
    said = Date.now();
    say(form, "progress", { done: all - open, all });
  } else if (!open) {
    say(form, failed ? "failed" : "done", { done: all - failed, failed });
    batch.all.clear();
    batch.failed.clear();
  }
};

const clearErrors = (form) => {
  for (const field of cellsOf(form)) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
  for (const error of rowOf(form).querySelectorAll("[data-column] [data-cell-error]")) error.remove();
};

// What cannot be saved is said below the field of its cell.
const placeErrors = (form) => {
  for (const error of rowOf(form).querySelectorAll("[data-cell-error]")) {
    const field = cellsOf(form).find((cell) => cell.name === error.dataset.cellError);
    if (!field) continue;
    field.closest("[data-column]").append(error);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", error.id);
  }
};

// Numbers stand as the server has read them, where nobody has typed since.
const takeOverSaid = (form, sent) => {
  const answer = rowOf(form).querySelector("[data-grid-said]");
  const before = new Map(JSON.parse(sent));
  const now = JSON.parse(answer.dataset.gridSaid);
  for (const field of cellsOf(form)) {
    if (field !== document.activeElement && valueOf(field) === before.get(field.name)) put(field, now[field.name]);
  }
  saved.set(form, JSON.stringify(cellsOf(form).map(({ name }) => [name, asText(now[name])])));
  answer.remove();
};

const send = (form) => {
  form.dispatchEvent(new Event("grid-save"));
  // A word is still being composed in the row: the end of the composition makes it due anew.
  if (!going.has(form)) batch.all.delete(form);
};

const pump = () => {
  while (!isPaused && going.size < MOST) {
    const next = waiting.findIndex((form) => !going.has(form));
    if (next < 0) return;
    send(waiting.splice(next, 1)[0]);
  }
};

const isAsSaved = (form) =>
  saved.get(form) === valuesOf(form) && !going.has(form) && !rowOf(form).querySelector("[aria-invalid], .conflict");

const enqueue = (form, isFirst = false) => {
  if (!waiting.includes(form)) {
    if (isFirst) waiting.unshift(form);
    else waiting.push(form);
    form.dispatchEvent(new Event("save-waiting", { bubbles: true }));
  }
  batch.all.add(form);
  batch.failed.delete(form);
  pump();
};

for (const form of document.querySelectorAll("[data-grid-form]")) {
  const start = cellsOf(form).map((field) => [
    field.name,
    field.type === "checkbox" ? (field.defaultChecked ? "on" : "") : field.defaultValue,
  ]);
  saved.set(form, JSON.stringify(start));
}

document.addEventListener("grid-due", (event) => {
  isPaused = false;
  if (!isAsSaved(event.target) || waiting.includes(event.target)) enqueue(event.target);
});

// static/js/drafts.js tries again what failed; the event does not bubble.
document.addEventListener("retry", (event) => {
  if (!event.target.matches("[data-grid-form]")) return;
  isPaused = false;
  enqueue(event.target, true);
}, true);

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (form.matches("[data-grid-form]")) going.set(form, valuesOf(form));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  const sent = going.get(form);
  if (sent === undefined) return;
  going.delete(form);
  const { status } = event.detail.xhr;
  const isRefused = status === 409 || status === 422;
  if (status >= 200 && status < 300) {
    clearErrors(form);
    takeOverSaid(form, sent);
  } else if (isRefused) {
    clearErrors(form);
    placeErrors(form);
    batch.failed.add(form);
  } else if (!status || status >= 500 || status === 401 || status === 403) {
    isPaused = true;
    if (!waiting.includes(form)) waiting.unshift(form);
  } else {
    batch.failed.add(form);
  }
  pump();
  tellHowFar(form);
});

const goOnWithTheirs = (form, answer) => {
  const theirs = JSON.parse(answer.dataset.gridTheirs);
  form.dispatchEvent(new Event("grid-forget", { bubbles: true }));
  for (const field of cellsOf(form)) put(field, theirs[field.name]);
  form.elements.version.value = answer.dataset.version;
  cellsOf(form)[0].focus();
  clearErrors(form);
  enqueue(form); // Saving what stands there already changes nothing, and brings the row's checks.
};

document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-grid-row]");
  const form = row && row.querySelector("[data-grid-form]");
  if (!form) return;
  if (event.target.closest("button[name=replaces]")) {
    event.preventDefault();
    form.elements.version.value = event.target.closest("button").value;
    cellsOf(form)[0].focus();
    enqueue(form);
  } else if (event.target.closest("[data-draft-drop]")) {
    event.preventDefault();
    goOnWithTheirs(form, row.querySelector("[data-grid-theirs]"));
  }
});
