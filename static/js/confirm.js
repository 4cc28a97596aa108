// Asks before an act that is hard to undo. A form or its button says what with data-confirm="…",
// an htmx element with hx-confirm="…"; data-confirm-label names the act on the button.
// Without a script the form is sent at once: the server never relies on the question.
const dialog = document.getElementById("confirm-dialog");

let settle = () => {};

const ask = (text, label, danger) =>
  new Promise((resolve) => {
    const accept = dialog.querySelector("[data-confirm-accept]");
    dialog.querySelector("[data-confirm-text]").textContent = text;
    accept.textContent = label || accept.dataset.defaultLabel;
    accept.classList.toggle("button--danger", danger);
    accept.classList.toggle("button--primary", !danger);
    settle = resolve;
    if (!dialog.open) dialog.showModal();
  });

const isDanger = (element) => Boolean(element) && element.classList.contains("button--danger");

if (dialog && typeof dialog.showModal === "function") {
  const confirmed = new WeakSet();
  const accept = dialog.querySelector("[data-confirm-accept]");
  accept.dataset.defaultLabel = accept.textContent.trim();
  accept.addEventListener("click", () => {
    settle(true);
    dialog.close();
  });
  dialog.querySelector("[data-confirm-cancel]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => settle(false)); // Also for Esc; after a yes it says nothing new.

  // Capturing, so that the question comes before the guard against double sending.
  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      const submitter = event.submitter;
      const source = [submitter, form].find((element) => element && element.dataset.confirm);
      if (!source || confirmed.delete(form)) return;
      event.preventDefault();
      event.stopPropagation();
      const label = source.dataset.confirmLabel || (submitter && submitter.textContent.trim());
      if (!(await ask(source.dataset.confirm, label, isDanger(submitter)))) return;
      confirmed.add(form);
      form.requestSubmit(submitter || undefined);
    },
    true,
  );

  document.addEventListener("htmx:confirm", async (event) => {
    const { elt, question, issueRequest } = event.detail;
    if (!question) return;
    event.preventDefault();
    if (await ask(question, elt.dataset.confirmLabel, isDanger(elt))) issueRequest(true);
  });
}
