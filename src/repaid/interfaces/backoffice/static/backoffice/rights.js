// Searching a grid: the box with data-finds hides the rows that do not hold every typed word, and areas left empty.
(() => {
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/ي/g, "ی").replace(/ك/g, "ک").toLowerCase();

  document.querySelectorAll("input[data-finds]").forEach((box) => {
    const bodies = [...document.querySelectorAll(`${box.dataset.finds} tbody`)];
    box.addEventListener("input", () => {
      const words = plain(box.value).split(/\s+/).filter(Boolean);
      for (const body of bodies) {
        const rows = [...body.querySelectorAll("tr:not([data-area])")];
        for (const row of rows) row.hidden = !words.every((word) => plain(row.textContent).includes(word));
        body.hidden = rows.every((row) => row.hidden);
      }
    });
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  });
})();
