// A table to fill in: the ways from cell to cell. Nobody is held in it: Tab leaves it behind its last field and before its
// first. Shift with the arrows chooses a block (class is-chosen), which static/js/grid_clipboard.js copies.
const CHOSEN = "is-chosen";
let isEditing = false; // F2 was pressed, or somebody is typing: the arrows stay within the cell
let corner = null; // where the block ends that began at the cell with the focus

const columnsOf = (row) => [...row.querySelectorAll("[data-column]")];
const fieldIn = (cell) => cell && cell.querySelector("[name]");
const rowsOf = (grid) => [...grid.querySelectorAll("[data-grid-row]")];
const fieldsOf = (grid) => [...grid.querySelectorAll("[data-column] [name]")];

const placeOf = (field) => {
  const row = field.closest("[data-grid-row]");
  return { row: rowsOf(field.closest("[data-grid]")).indexOf(row), column: columnsOf(row).indexOf(field.closest("[data-column]")) };
};

const goTo = (field) => {
  if (!field) return false;
  field.focus();
  if (field.select) field.select();
  return true;
};

// The next field up or down in the same column, past rows that have none there.
const vertical = (field, step) => {
  const rows = rowsOf(field.closest("[data-grid]"));
  const { row, column } = placeOf(field);
  for (let at = row + step; rows[at]; at += step) {
    const found = fieldIn(columnsOf(rows[at])[column]);
    if (found) return found;
  }
  return null;
};

// The next field of the row; beyond its ends its first or last link.
const horizontal = (field, step) => {
  const row = field.closest("[data-grid-row]");
  const stops = [...row.querySelectorAll("[data-column] [name], a[href], .conflict button")].filter((stop) => stop.type !== "hidden");
  return stops[stops.indexOf(field) + step];
};

const following = (field, step) => {
  const fields = fieldsOf(field.closest("[data-grid]"));
  return fields[fields.indexOf(field) + step];
};

const isWhole = (field) => field.selectionStart === 0 && field.selectionEnd === field.value.length;

// Whether an arrow has nothing left to do within the text of the cell.
const isAtEdge = (field, step) => {
  if (field.type === "checkbox") return true;
  if (isEditing) return false;
  if (isWhole(field)) return true;
  const at = step > 0 ? field.value.length : 0;
  return field.selectionStart === at && field.selectionEnd === at;
};

// --- A block ---------------------------------------------------------------------------------------------------------
const clear = () => {
  corner = null;
  for (const cell of document.querySelectorAll(`.${CHOSEN}`)) cell.classList.remove(CHOSEN);
};

const choose = (field, down, right) => {
  const rows = rowsOf(field.closest("[data-grid]"));
  const from = placeOf(field);
  const end = corner || from;
  const to = {
    row: Math.min(Math.max(end.row + down, 0), rows.length - 1),
    column: Math.min(Math.max(end.column + right, 0), columnsOf(rows[0]).length - 1),
  };
  clear();
  corner = to;
  const isWithin = (at, one, other) => at >= Math.min(one, other) && at <= Math.max(one, other);
  rows.forEach((row, at) => {
    if (!isWithin(at, from.row, to.row)) return;
    columnsOf(row).forEach((cell, column) => cell.classList.toggle(CHOSEN, isWithin(column, from.column, to.column)));
  });
  columnsOf(rows[to.row])[to.column].scrollIntoView({ block: "nearest", inline: "nearest" });
};

const empty = () => {
  const fields = [...document.querySelectorAll(`.${CHOSEN} [name]`)];
  document.dispatchEvent(new CustomEvent("grid-put", { detail: fields.map((field) => ({ field, to: "" })) }));
};

// --- Keys ------------------------------------------------------------------------------------------------------------
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const breakLine = (field) => {
  field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

const onEnter = (field, event) => {
  if (event.altKey) {
    if (field.tagName === "TEXTAREA") breakLine(field);
    return true;
  }
  if (!goTo(vertical(field, event.shiftKey ? -1 : 1))) {
    document.dispatchEvent(new Event("grid-commit"));
    if (field.select) field.select();
  }
  return true;
};

const onArrow = (field, event) => {
  const [down, right] = ARROWS[event.key];
  if (event.shiftKey) {
    if (isEditing || field.tagName === "TEXTAREA" && !isWhole(field)) return false;
    choose(field, down, right);
    return true;
  }
  if (down) {
    const isText = field.tagName === "TEXTAREA";
    if (isEditing && isText || isText && !isAtEdge(field, down)) return false;
    goTo(vertical(field, down));
    return true;
  }
  return isAtEdge(field, right) && goTo(horizontal(field, right));
};

const onKey = (field, event) => {
  if (event.key === "Enter") return onEnter(field, event);
  if (event.altKey) return false;
  if (event.key === "Tab") return goTo(following(field, event.shiftKey ? -1 : 1));
  if (event.key in ARROWS) return onArrow(field, event);
  if (event.key === "F2" && field.setSelectionRange && field.type !== "checkbox") {
    isEditing = true;
    field.setSelectionRange(field.value.length, field.value.length);
    return true;
  }
  const isBlock = document.querySelectorAll(`.${CHOSEN}`).length > 1;
  if (isBlock && (event.key === "Delete" || event.key === "Backspace")) {
    empty();
    return true;
  }
  if (isBlock && event.key === "Escape") {
    clear();
    return true;
  }
  return false;
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return;
  const field = event.target;
  const row = field.closest("[data-grid-row]");
  if (!row) return;
  const isLink = !field.closest("[data-column]");
  const isTaken = isLink
    ? ["ArrowLeft", "ArrowRight"].includes(event.key) && goTo(horizontal(field, ARROWS[event.key][1]))
    : onKey(field, event);
  if (isTaken) event.preventDefault();
});

document.addEventListener("input", (event) => {
  if (event.target.closest("[data-column]")) isEditing = event.target.type !== "checkbox";
});

document.addEventListener("focusin", (event) => {
  isEditing = false;
  if (document.querySelector("[data-grid]")) clear();
  if (!event.target.closest("[data-column]")) return;
  document.dispatchEvent(new CustomEvent("grid-at", { detail: event.target }));
});

// The first click chooses all that a cell holds, the next one a place in it.
document.addEventListener("mousedown", (event) => {
  const field = event.target;
  if (event.button || !field.select || !field.closest("[data-column]") || field === document.activeElement) return;
  event.preventDefault();
  goTo(field);
});
