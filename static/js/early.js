// What was typed before the scripts were ready counts as typed: it is saved, kept and guarded like everything after.
// Forms that save themselves tell the browser not to restore old values, so what differs here was typed by a person.
const wasTyped = (field) => {
  if (field.type === "hidden" || field.type === "file") return false;
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.type === "select-one") {
    const chosen = [...field.options].some((option) => option.defaultSelected);
    return chosen ? !field.selectedOptions[0]?.defaultSelected : field.selectedIndex > 0;
  }
  return field.defaultValue !== undefined && field.value !== field.defaultValue;
};

// htmx listens for the same event and was there first: by now its forms are ready.
document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("form[data-draft-key], form[data-guard]")) {
    const typed = [...form.elements].find(wasTyped);
    if (typed) typed.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
