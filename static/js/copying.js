// A button with data-copy="…" copies that text, and says for a moment with data-copied that it has. Portals on plain
// http have no clipboard of the newer kind: there a field that nobody sees is selected and copied.
{
  const SHOWN = 2000; // milliseconds

  const copyByField = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    return isCopied;
  };

  const copy = async (text) => {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch (error) {
        return copyByField(text);
      }
    }
    return copyByField(text);
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || button.dataset.label || !(await copy(button.dataset.copy))) return;
    button.dataset.label = button.textContent;
    button.textContent = button.dataset.copied;
    button.focus();
    setTimeout(() => {
      button.textContent = button.dataset.label;
      delete button.dataset.label;
    }, SHOWN);
  });
}
