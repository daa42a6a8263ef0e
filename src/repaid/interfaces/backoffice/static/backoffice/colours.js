// A picked colour goes into its box, a typed one into the picker.
(() => {
  const COLOUR = /^#[0-9a-f]{6}$/i;

  document.querySelectorAll("[data-picks]").forEach((picker) => {
    const box = document.getElementById(picker.dataset.picks);
    picker.addEventListener("input", () => {
      box.value = picker.value;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    box.addEventListener("input", () => { if (COLOUR.test(box.value)) picker.value = box.value; });
  });
})();
