// Sends files one by one as soon as they are chosen or dropped, each with its progress, and puts in the
// list that the server answers with. What went wrong with a file stands at its row; the others go through.
// Words come from data attributes of the form. Without a script the form sends all files at once.
const form = document.querySelector("form[data-evidence]");

const waiting = [];
let isSending = false;

const panel = () => document.getElementById("evidence");

const addRow = (file) => {
  const row = panel().querySelector("[data-upload-row]").content.firstElementChild.cloneNode(true);
  row.querySelector("[data-upload-name]").textContent = file.name;
  row.querySelector("[data-upload-progress]").setAttribute("aria-label", file.name);
  panel().querySelector("[data-upload-list]").append(row);
  say(row, form.dataset.textWaiting);
  return row;
};

const say = (row, text, isError = false) => {
  const line = row.querySelector("[data-upload-text]");
  line.textContent = text;
  line.classList.toggle("error-text", isError);
  if (isError) row.querySelector("[data-upload-progress]").hidden = true;
};

const showProgress = (row, event) => {
  if (!event.lengthComputable) return;
  row.querySelector("[data-upload-progress]").value = event.loaded / event.total;
  if (event.loaded === event.total) say(row, form.dataset.textChecking);
};

// A warning that asks for evidence is answered once there is some; the next save asks the server anyway.
const dropWarning = (files) => {
  if (!files.querySelector("li a[download]")) return;
  for (const hint of document.querySelectorAll('#line-doubts [data-answered-in="evidence"]')) hint.remove();
  for (const link of document.querySelectorAll('#line-result a[href="#id_evidence"]')) {
    const summary = link.closest(".error-summary");
    link.closest("li").remove();
    if (summary && !summary.querySelector("li")) summary.remove();
  }
};

const takeAnswer = (row, request) => {
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  const files = answer.getElementById("evidence-files");
  const result = files && files.querySelector("[data-upload-result]");
  if (!result) {
    say(row, request.status === 200 ? form.dataset.textLost : form.dataset.textFailed, true);
    return;
  }
  row.querySelector("[data-upload-progress]").value = 1;
  say(row, result.querySelector("[data-upload-sentence]").textContent, result.dataset.uploadResult === "refused");
  result.closest("ul").remove();
  const place = document.importNode(files, true);
  document.getElementById("evidence-files").replaceWith(place);
  if (window.htmx) window.htmx.process(place);
  dropWarning(place);
};

const send = ({ file, row }) => {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append("files", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("HX-Request", "true");
  request.upload.addEventListener("progress", (event) => showProgress(row, event));
  request.addEventListener("load", () => takeAnswer(row, request));
  request.addEventListener("error", () => say(row, form.dataset.textFailed, true));
  request.addEventListener("loadend", sendNext);
  say(row, form.dataset.textSending);
  request.send(data);
};

const sendNext = () => {
  const next = waiting.shift();
  isSending = Boolean(next);
  if (next) send(next);
};

const take = (files) => {
  for (const file of files) {
    const row = addRow(file);
    if (file.size > Number(form.dataset.mostBytes)) say(row, form.dataset.textLarge, true);
    else waiting.push({ file, row });
  }
  if (!isSending) sendNext();
};

if (form) {
  const zone = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");

  const takeChosen = () => {
    take([...input.files]);
    input.value = "";
  };

  input.addEventListener("change", takeChosen);
  takeChosen(); // Files may have been chosen before this script was there.

  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove("is-over");
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    take([...event.dataTransfer.files]);
  });

  window.addEventListener("beforeunload", (event) => {
    if (!isSending) return;
    event.preventDefault();
    event.returnValue = true; // What engines before 2023 look at.
  });
}
