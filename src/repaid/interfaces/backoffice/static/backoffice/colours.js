// A picked or proposed colour goes into its box, a typed one into the picker.
(() => {
  const COLOUR = /^#[0-9a-f]{6}$/i;

  const put = (box, colour) => {
    box.value = colour;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-colour]");
    if (!button) return;
    const box = document.getElementById(button.dataset.for);
    put(box, button.dataset.colour);
    box.focus();
  });
  document.querySelectorAll("[data-picks]").forEach((picker) => {
    const box = document.getElementById(picker.dataset.picks);
    picker.addEventListener("input", () => put(box, picker.value));
    box.addEventListener("input", () => { if (COLOUR.test(box.value)) picker.value = box.value; });
  });
})();
