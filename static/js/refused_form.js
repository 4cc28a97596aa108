// A form that was sent once the session had ended, or was too old, is led to the sign-in page or to a page that
// says so, and no browser keeps the portal's pages to go back to. So what was sent stays in this tab until an answer
// is seen, and where that was none, it is put into the form again when its page is next opened by the same person.
const KEY = "portal-sent";
const LONGEST = 12 * 3600 * 1000;
const TYPED = "textarea, select, input:not([type=hidden], [type=file], [type=password], [type=submit])";

const tab = (() => {
  try {
    sessionStorage.getItem(KEY);
    return sessionStorage;
  } catch {
    return null; // Storage may be forbidden.
  }
})();

const signOut = document.querySelector("[data-sign-out]");
const person = signOut ? signOut.dataset.signOut : "";

const isKept = (form) =>
  form.method === "post" &&
  person &&
  !form.dataset.signOut &&
  !form.dataset.draftKey &&
  !form.querySelector("[type=password]");

const valuesOf = (form) =>
  [...form.querySelectorAll(TYPED)].map((field) => [
    field.name,
    field.type === "checkbox" || field.type === "radio" ? field.checked : field.value,
  ]);

const keep = (form) => {
  const sent = { person, path: location.pathname, action: form.action, at: Date.now(), values: valuesOf(form) };
  try {
    tab.setItem(KEY, JSON.stringify(sent));
  } catch {
    tab.removeItem(KEY); // Too large to be kept; an older one would be wrong.
  }
};

const putBack = (form, values) => {
  const fields = [...form.querySelectorAll(TYPED)];
  const isSameForm = fields.length === values.length && fields.every((field, at) => field.name === values[at][0]);
  if (!isSameForm) return;
  fields.forEach((field, at) => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = values[at][1];
    else field.value = values[at][1];
  });
  form.dispatchEvent(new Event("input", { bubbles: true }));
};

const answered = () => {
  const sent = JSON.parse(tab.getItem(KEY) || "null");
  if (!sent) return;
  if (!person || document.querySelector(".problem-page")) {
    tab.setItem(KEY, JSON.stringify({ ...sent, isRefused: true }));
    return;
  }
  const isOpen = sent.isRefused && sent.person === person && Date.now() - sent.at < LONGEST;
  if (isOpen && sent.path !== location.pathname) return;
  tab.removeItem(KEY);
  const form = isOpen && [...document.forms].find((candidate) => candidate.action === sent.action);
  if (form) putBack(form, sent.values);
};

if (tab) {
  answered();
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.signOut) tab.removeItem(KEY);
    else if (!event.defaultPrevented && isKept(event.target)) keep(event.target);
  });
}
