// Two guards for forms. Every form that is posted goes once: its button rests after the first click,
// until the page is shown again; data-allow-repeat exempts a form whose answer is a file.
// A form with data-guard asks before the page is left with edits that were not saved.
const dirty = new Set();

const isGuarded = (form) => form.method === "post" && !form.hasAttribute("data-allow-repeat");

const rest = (form, submitter) => {
  form.dataset.sent = "true";
  if (!submitter) return;
  submitter.dataset.resting = "true";
  submitter.setAttribute("aria-busy", "true");
  // After the browser has read the form, so that the button's own name and value go along.
  window.setTimeout(() => {
    submitter.disabled = true;
  }, 0);
};

const wake = () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[data-resting]")) {
    delete button.dataset.resting;
    button.removeAttribute("aria-busy");
    button.disabled = false;
  }
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (isGuarded(form)) {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    rest(form, event.submitter);
  }
  dirty.delete(form);
});

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && form.hasAttribute("data-guard")) dirty.add(form);
});

// What htmx has saved is no longer at risk.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest("form");
  if (form && event.detail.successful) dirty.delete(form);
});

window.addEventListener("beforeunload", (event) => {
  if (![...dirty].some((form) => form.isConnected)) return;
  event.preventDefault();
  event.returnValue = true; // What engines before 2023 look at.
});

window.addEventListener("pageshow", wake);
