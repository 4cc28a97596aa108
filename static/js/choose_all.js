// A button with data-choose-all="name" ticks every box of that name in its form, or unticks all once all are.
for (const button of document.querySelectorAll("[data-choose-all]")) {
  button.addEventListener("click", () => {
    const isBox = (element) => element.type === "checkbox" && element.name === button.dataset.chooseAll;
    const boxes = [...button.form.elements].filter(isBox);
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}
