// On the page of a line: Ctrl+S saves at once, Ctrl+Enter saves and goes to the next line, and what was written last
// period is taken over where it stands. Without a script the buttons do the same.
const form = document.getElementById("line-form");

document.addEventListener("keydown", (event) => {
  if (!form || event.isComposing || event.repeat || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (event.key === "s") {
    event.preventDefault();
    form.dispatchEvent(new Event("retry"));
  } else if (event.key === "Enter") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[name=and_next]") || form.querySelector("button.button--primary"));
  }
});

// Texts stand behind what was typed; numbers and choices replace it.
const put = (source) => {
  const { earlierField: name, earlierValue: value } = source.dataset;
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "radio") field.checked = field.value === value;
    else if (field.tagName === "TEXTAREA" && field.value.trim()) field.value = `${field.value.trimEnd()}\n${value}`;
    else field.value = value;
    if (field.type !== "radio") field.focus();
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take-over]");
  if (!button) return;
  event.preventDefault();
  const details = button.closest("details");
  details.querySelectorAll("[data-earlier-field]").forEach(put);
  details.open = false;
  form.dispatchEvent(new Event("input", { bubbles: true }));
});
