// A table to fill in: what was changed in which cell, and how it is taken back. A change is a step: of one cell once it is
// left, or of many that were pasted or emptied at once ("grid-put"). The rows that it touched are then due to be saved
// (static/js/grid_saving.js); taking a step back, or putting it in again, is saved like any other change.
const IDLE = 800; // milliseconds; until then a cell in which somebody types is not saved
const steps = [];
const undone = [];
let begun = null; // the cell that has the focus, with what it held when it was reached
let timer = 0;

const isCell = (field) => Boolean(field.name) && Boolean(field.closest("[data-column]"));
const valueOf = (field) => (field.type === "checkbox" ? (field.checked ? "on" : "") : field.value);

const put = (field, value) => {
  if (field.type === "checkbox") field.checked = value === "on";
  else field.value = value;
};

const say = (field, name, counts) => {
  const grid = field.closest("[data-grid]");
  const text = Object.entries(counts).reduce(
    (words, [key, count]) => words.replace(`{${key}}`, count),
    grid.querySelector("[data-grid-texts]").getAttribute(`data-text-${name}`),
  );
  grid.querySelector("[data-grid-note]").textContent = text;
};

const offer = () => {
  for (const button of document.querySelectorAll("[data-grid-undo]")) button.disabled = !steps.length;
  for (const button of document.querySelectorAll("[data-grid-redo]")) button.disabled = !undone.length;
};

// What is kept in this browser hears of input on the form itself, which does not hold its cells.
const keep = (form) => form.dispatchEvent(new Event("input"));

const due = (form) => {
  keep(form);
  form.dispatchEvent(new Event("grid-due", { bubbles: true }));
};

const record = (changes) => {
  if (!changes.length) return;
  steps.push(changes);
  undone.length = 0;
  offer();
  new Set(changes.map(({ field }) => field.form)).forEach(due);
};

const begin = (field) => {
  begun = { field, value: valueOf(field) };
};

const commit = () => {
  clearTimeout(timer);
  if (!begun) return;
  const { field, value } = begun;
  const now = valueOf(field);
  begun.value = now;
  if (now !== value) record([{ field, from: value, to: now }]);
};

const takeBackTyped = () => {
  if (!begun || valueOf(begun.field) === begun.value) return false;
  put(begun.field, begun.value);
  due(begun.field.form);
  begun.field.select();
  return true;
};

const walk = (from, to, way, name) => {
  const changes = from.pop();
  if (!changes) return;
  for (const change of changes) put(change.field, change[way]);
  to.push(changes);
  offer();
  const { field } = changes[0];
  field.focus();
  if (field.select) field.select();
  begin(field);
  new Set(changes.map((change) => change.field.form)).forEach(due);
  say(field, name, { cells: changes.length });
};

const undo = () => {
  if (!takeBackTyped()) walk(steps, undone, "from", "undone");
};

const redo = () => {
  commit();
  walk(undone, steps, "to", "redone");
};

document.addEventListener("focusin", (event) => {
  if (isCell(event.target)) begin(event.target);
});

document.addEventListener("focusout", (event) => {
  if (!isCell(event.target)) return;
  commit();
  begun = null;
});

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.matches("[data-grid-form]")) due(field); // Text that this browser had kept was put in again.
  if (!isCell(field)) return;
  if (!begun || begun.field !== field) {
    begun = { field, value: field.type === "checkbox" ? (field.defaultChecked ? "on" : "") : field.defaultValue };
  }
  if (field.type === "checkbox") {
    commit();
    return;
  }
  keep(field.form);
  clearTimeout(timer);
  timer = setTimeout(() => due(field.form), IDLE);
});

// Many cells at once: [{ field, to }].
document.addEventListener("grid-put", (event) => {
  commit();
  const changes = event.detail
    .map(({ field, to }) => ({ field, from: valueOf(field), to }))
    .filter(({ from, to }) => from !== to);
  for (const { field, to } of changes) put(field, to);
  if (begun) begin(begun.field);
  record(changes);
});

document.addEventListener("grid-commit", commit);

// A row that stands as somebody else has saved it: taking back what was typed there before would write over theirs.
document.addEventListener("grid-forget", (event) => {
  for (const list of [steps, undone]) {
    const left = list.map((changes) => changes.filter(({ field }) => field.form !== event.target));
    list.splice(0, list.length, ...left.filter((changes) => changes.length));
  }
  offer();
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || !isCell(event.target)) return;
  const isControl = (event.ctrlKey || event.metaKey) && !event.altKey;
  const key = event.key.toLowerCase();
  if (event.key === "Escape" && takeBackTyped()) event.preventDefault();
  if (!isControl || !["z", "y", "s"].includes(key)) return;
  event.preventDefault();
  if (key === "s") commit();
  else if (key === "y" || event.shiftKey) redo();
  else undo();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-grid-undo]")) undo();
  if (event.target.closest("[data-grid-redo]")) redo();
});
