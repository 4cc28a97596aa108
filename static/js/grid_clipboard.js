// A table to fill in: blocks come from spreadsheets and go to them as text, cells parted by tabs and rows by line ends;
// a cell with a tab, a line end or a quote in it stands in quotes. A block fills the fields right and down from the cell
// with the focus, as one step that is taken back as a whole; what finds no field is said, never lost silently.
// What a spreadsheet would run as a formula goes there behind an apostrophe, and comes back without: full-width signs
// and blanks before them count as in texts/outgoing/formulas.py.
const FORMULA = /^(?:[\t\r]|[\p{Cc}\p{Cf}\p{Z}]*[=+\-@])/u;
const isFormula = (text) => FORMULA.test(text.normalize("NFKC"));
const withoutMark = (text) => (text.startsWith("'") && isFormula(text.slice(1)) ? text.slice(1) : text);
let last = null; // the cell that had the focus last

const columnsOf = (row) => [...row.querySelectorAll("[data-column]")];
const rowsOf = (grid) => [...grid.querySelectorAll("[data-grid-row]")];
const fieldIn = (cell) => cell.querySelector("[name]");

const textsOf = (grid, name, counts) =>
  Object.entries(counts).reduce(
    (words, [key, count]) => words.replace(`{${key}}`, count),
    grid.querySelector("[data-grid-texts]").getAttribute(`data-text-${name}`),
  );

const tell = (grid, sentences) => {
  grid.querySelector("[data-grid-note]").textContent = sentences.join(" ");
};

// --- Text to cells ---------------------------------------------------------------------------------------------------
// One cell, from a place in the text: what it holds, and where it ends.
const cellAt = (text, start) => {
  if (text[start] === '"') {
    const quoted = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;
    quoted.lastIndex = start;
    const found = quoted.exec(text);
    if (found) return { value: found[1].replace(/""/g, '"'), end: quoted.lastIndex };
  }
  const plain = /[^\t\n]*/y;
  plain.lastIndex = start;
  return { value: plain.exec(text)[0], end: plain.lastIndex };
};

const blockOf = (copied) => {
  const text = copied.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const rows = [[]];
  for (let at = 0; ; at += 1) {
    const { value, end } = cellAt(text, at);
    rows[rows.length - 1].push(withoutMark(value));
    at = end;
    if (at >= text.length) return rows;
    if (text[at] === "\n") rows.push([]);
  }
};

// What a word means for a box to tick; null for nothing.
const ticked = (grid, value) => {
  const { yes, no } = grid.querySelector("[data-grid-texts]").dataset;
  const word = value.trim().toLowerCase();
  if (yes.split(" ").includes(word)) return "on";
  return !word || no.split(" ").includes(word) ? "" : null;
};

// Where each cell of a block goes, and how many find no place.
const placed = (field, block) => {
  const grid = field.closest("[data-grid]");
  const rows = rowsOf(grid);
  const first = rows.indexOf(field.closest("[data-grid-row]"));
  const left = columnsOf(rows[first]).indexOf(field.closest("[data-column]"));
  // Counted one by one: a whole column has more rows than a call can have arguments.
  const width = block.reduce((most, values) => Math.max(most, values.length), 0);
  const beyond = {
    rows: Math.max(first + block.length - rows.length, 0),
    columns: Math.max(left + width - columnsOf(rows[first]).length, 0),
  };
  const changes = [];
  const counts = { nowhere: 0, odd: 0 };
  block.slice(0, rows.length - first).forEach((values, down) => {
    const cells = columnsOf(rows[first + down]).slice(left);
    values.slice(0, cells.length).forEach((value, right) => {
      const target = fieldIn(cells[right]);
      const to = target && target.type === "checkbox" ? ticked(grid, value) : value;
      if (target && to !== null) changes.push({ field: target, to: oneLine(target, to) });
      else if (target) counts.odd += 1;
      else if (value.trim()) counts.nowhere += 1;
    });
  });
  return { changes, beyond, ...counts };
};

// A field of one line has no line ends, and numbers no blanks around them.
const oneLine = (field, text) => {
  if (field.tagName === "TEXTAREA") return text;
  const line = text.replace(/\s*\n\s*/g, " ");
  return field.inputMode === "decimal" ? line.trim() : line;
};

const pasteBlock = (field, block) => {
  const grid = field.closest("[data-grid]");
  const { changes, beyond, nowhere, odd } = placed(field, block);
  const sentences = [
    textsOf(grid, "pasted", { cells: changes.length, rows: new Set(changes.map((change) => change.field.form)).size }),
  ];
  if (beyond.rows || beyond.columns) sentences.push(textsOf(grid, "rest", beyond));
  if (nowhere) sentences.push(textsOf(grid, "nowhere", { cells: nowhere }));
  if (odd) sentences.push(textsOf(grid, "odd", { cells: odd }));
  document.dispatchEvent(new CustomEvent("grid-put", { detail: changes }));
  tell(grid, sentences);
};

// Whether somebody is writing in a text of several lines: what is pasted there goes into it.
const isWriting = (field) =>
  field.tagName === "TEXTAREA" && field.value !== "" && !(field.selectionStart === 0 && field.selectionEnd === field.value.length);

document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!field.closest || !field.closest("[data-column]")) return;
  const text = event.clipboardData.getData("text/plain");
  const isOne = !/[\t\r\n]/.test(text.replace(/\r?\n$/, ""));
  if ((isOne && field.type !== "checkbox") || (isWriting(field) && !text.includes("\t"))) {
    if (!isOne || text === text.trimEnd()) return;
    event.preventDefault();
    field.setRangeText(text.trimEnd(), field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  event.preventDefault();
  pasteBlock(field, blockOf(text));
});

// --- Cells to text ---------------------------------------------------------------------------------------------------
const quoted = (text, isNumber) => {
  const harmless = !isNumber && isFormula(text) ? `'${text}` : text;
  return /[\t\n"]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
};

const valueOf = (field) => {
  if (!field) return "";
  if (field.type === "checkbox") return field.checked ? "1" : "";
  return quoted(field.value, field.inputMode === "decimal");
};

const wordsOf = (cell) => {
  const field = cell.matches("[data-column]") && fieldIn(cell);
  return field ? valueOf(field) : quoted(cell.innerText.trim(), false);
};

const asText = (rows) => rows.map((cells) => cells.join("\t")).join("\n");

const wholeTable = (grid) =>
  [...grid.querySelectorAll("tr")].map((row) => [...row.cells].slice(0, -1).map(wordsOf));

const wholeColumn = (grid, field) => {
  const column = columnsOf(field.closest("[data-grid-row]")).indexOf(field.closest("[data-column]"));
  return rowsOf(grid).map((row) => [valueOf(fieldIn(columnsOf(row)[column]))]);
};

const chosenBlock = () =>
  [...document.querySelectorAll("[data-grid-row]")]
    .map((row) => [...row.querySelectorAll(".is-chosen")].map((cell) => valueOf(fieldIn(cell))))
    .filter((cells) => cells.length);

let prepared = null; // what a button copies: by the event that a browser without the newer clipboard has as well

document.addEventListener("copy", (event) => {
  const block = prepared || chosenBlock();
  if (!block.length) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", asText(block));
  const grid = document.querySelector("[data-grid]");
  tell(last ? last.closest("[data-grid]") : grid, [textsOf(grid, "copied", { rows: block.length })]);
});

document.addEventListener("grid-at", (event) => {
  last = event.detail;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-grid-copy]");
  if (!button) return;
  const grid = button.closest("[data-grid]");
  const field = last && grid.contains(last) ? last : fieldIn(grid.querySelector("[data-column]"));
  prepared = button.dataset.gridCopy === "table" ? wholeTable(grid) : wholeColumn(grid, field);
  document.execCommand("copy");
  prepared = null;
});
