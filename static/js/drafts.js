// Keeps what is typed into a form with data-draft-key in this browser until the server has confirmed it, tries
// again when a save failed, and offers the kept text when the page is opened anew. The key names the person and
// the line, so nobody is ever shown, or sends, another person's text. Signing out clears what a person has kept.
const PREFIX = "portal-draft:";
const LONGEST_WAIT = 60_000;
const OLDEST = 30 * 24 * 3600 * 1000;
const NOT_TYPED = new Set(["hidden", "submit", "file"]);

const storage = (() => {
  try {
    localStorage.setItem(`${PREFIX}test`, "1");
    localStorage.removeItem(`${PREFIX}test`);
    return localStorage;
  } catch {
    return null; // Storage may be forbidden or full; the guard then asks before the page is left.
  }
})();

const read = (key) => {
  try {
    const kept = JSON.parse(storage.getItem(key));
    return kept && Date.now() - kept.at < OLDEST ? kept : null;
  } catch {
    return null;
  }
};

const keysOf = (person) => Object.keys(storage).filter((key) => key.startsWith(`${PREFIX}${person}:`));

// Of a choice of several each box has a value of its own; a tick alone has "on".
const isOfSeveral = (field) => field.type === "checkbox" && field.value !== "on";

// What the fields hold, by name; a tick as "on" or "", of a choice of several the chosen values, one a line.
const fieldsOf = (form) => {
  const found = {};
  for (const field of form.elements) {
    if (!field.name || NOT_TYPED.has(field.type)) continue;
    if (field.type === "radio") {
      if (field.checked) found[field.name] = field.value;
    } else if (isOfSeveral(field)) {
      const chosen = found[field.name] ? found[field.name].split("\n") : [];
      found[field.name] = (field.checked ? [...chosen, field.value] : chosen).join("\n");
    } else {
      found[field.name] = field.type === "checkbox" ? (field.checked ? "on" : "") : field.value;
    }
  }
  return found;
};

// Fields may stand outside of their form.
const named = (form, name) => [...form.elements].filter((field) => field.name === name);

const fill = (form, fields) => {
  for (const [name, value] of Object.entries(fields)) {
    for (const field of named(form, name)) {
      if (field.type === "radio") field.checked = field.value === value;
      else if (isOfSeveral(field)) field.checked = value.split("\n").includes(field.value);
      else if (field.type === "checkbox") field.checked = value === "on";
      else field.value = value;
    }
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
};

// What the server leaves out of a text tells nothing apart: marks without a shape, and kinds of line ends.
const LINE_END = /\r\n?|[\v\f\x85\u2028\u2029]/g;
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
const bare = (text) => text.replace(LINE_END, "\n").replace(UNSEEN, "").trim();

// Whether nothing was typed since: a doubt that came or went with the save brings or takes its field along.
const isSame = (sent, now) => Object.keys(sent).every((name) => !(name in now) || now[name] === sent[name])
  && Object.keys(now).every((name) => name in sent || name.startsWith("explanation_") || name.startsWith("still_holds_"));

// The words of a field as people read them: of a choice its label, of a tick yes or no by its mark.
const shown = (form, name, value) => {
  const boxes = named(form, name);
  const chosen = value.split("\n");
  const choices = boxes.filter((box) => (box.type === "radio" || isOfSeveral(box)) && chosen.includes(box.value));
  if (choices.length) return choices.map((choice) => choice.labels[0].textContent.trim()).join("\n");
  return value === "on" ? "✓" : value || "—";
};

const labelOf = (form, name) => {
  const field = form.elements.namedItem(name);
  const first = field instanceof RadioNodeList ? field[0] : field;
  if (!first) return name;
  const set = (first.type === "radio" || isOfSeveral(first)) && first.closest("fieldset");
  const heads = (first.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id));
  if (heads[0]) return heads.map((head) => head.textContent.trim()).join(" · ");
  const label = set ? set.querySelector("legend") : first.labels && first.labels[0];
  return label ? label.textContent.trim() : name;
};

const start = (form) => {
  const key = `${PREFIX}${form.dataset.draftKey}`;
  const version = () => form.elements.version.value;
  let sent = null;
  let wait = 0;
  let timer = 0;

  form.removeAttribute("data-guard"); // Nothing is lost by leaving.

  const keep = (more = {}) => {
    try {
      storage.setItem(key, JSON.stringify({ version: version(), at: Date.now(), fields: fieldsOf(form), ...more }));
    } catch {
      form.setAttribute("data-guard", "");
    }
  };

  const tryAgain = (at) => {
    clearTimeout(timer);
    timer = setTimeout(() => form.dispatchEvent(new Event("retry")), at);
  };

  const failed = () => {
    wait = Math.min(wait ? wait * 2 : 2_000, LONGEST_WAIT);
    tryAgain(wait);
  };

  form.addEventListener("input", () => keep());
  form.addEventListener("change", () => keep());
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) keep({ isSent: true });
  });

  // The token may be new since somebody signed in again in another tab.
  form.addEventListener("htmx:configRequest", (event) => {
    sent = fieldsOf(form);
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (!token || event.detail.elt !== form) return;
    event.detail.headers["X-CSRFToken"] = token[1];
    event.detail.parameters.csrfmiddlewaretoken = token[1];
    form.elements.csrfmiddlewaretoken.value = token[1];
  });

  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form) return;
    const status = event.detail.xhr.status;
    if (event.detail.successful && status < 300) {
      wait = 0;
      clearTimeout(timer);
      if (isSame(sent, fieldsOf(form))) storage.removeItem(key);
    } else if (!status || status >= 500 || status === 401 || status === 403) {
      failed();
    }
  });

  for (const name of ["online", "focus"]) {
    window.addEventListener(name, () => {
      if (wait) tryAgain(0);
    });
  }

  offer(form, key, read(key), version());
};

// Kept text that the server does not have: show it, and let the person choose; for all forms of a page at once.
const offer = (form, key, kept, version) => {
  const panel = document.querySelector("[data-draft-offer]");
  if (!kept || !panel) return;
  const now = fieldsOf(form);
  const differing = Object.keys(kept.fields).filter((name) => name in now && bare(kept.fields[name]) !== bare(now[name]));
  if (!differing.length) {
    storage.removeItem(key);
    return;
  }
  const list = panel.querySelector("[data-draft-fields]");
  for (const name of differing) {
    const term = document.createElement("dt");
    const text = document.createElement("dd");
    term.textContent = labelOf(form, name);
    text.textContent = shown(form, name, kept.fields[name]);
    text.className = "pre-line";
    const row = document.createElement("div");
    row.append(term, text);
    list.append(row);
  }
  panel.querySelector("[data-draft-time]").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang, {
    timeZone: "Asia/Shanghai",
    dateStyle: "medium",
    timeStyle: "short",
  });
  if (kept.version !== version) panel.querySelector("[data-draft-newer]").hidden = false;
  panel.hidden = false;
  panel.querySelector("[data-draft-restore]").addEventListener("click", () => {
    panel.hidden = true;
    fill(form, Object.fromEntries(differing.map((name) => [name, kept.fields[name]])));
    const first = form.elements.namedItem(differing[0]);
    (first instanceof RadioNodeList ? first[0] : first).focus();
  });
  panel.querySelector("[data-draft-discard]").addEventListener("click", () => {
    storage.removeItem(key);
    panel.hidden = true;
  });
};

if (storage) {
  for (const form of document.querySelectorAll("form[data-draft-key]")) start(form);

  // In a list: at which lines text is kept that was never saved.
  for (const mark of document.querySelectorAll("[data-draft-mark]")) {
    const kept = read(`${PREFIX}${mark.dataset.draftMark}`);
    mark.hidden = !kept || Boolean(kept.isSent);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-draft-drop]");
    if (link) storage.removeItem(`${PREFIX}${link.dataset.draftDrop}`);
  });

  document.addEventListener("submit", (event) => {
    const person = event.target.dataset.signOut;
    if (person) keysOf(person).forEach((key) => storage.removeItem(key));
  });
}
