// A file for checking may be dropped on its field; it goes off as soon as it is there. Without a script it is
// chosen, and sent with the button.
const form = document.querySelector("form[data-check-file]");

if (form) {
  const zone = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");

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
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}
