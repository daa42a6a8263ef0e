// Forms: one press is one request, typed figures are read on leaving, what was typed is not lost by accident.
(() => {
  const dirty = new Set();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-once]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    dirty.delete(form);
    const button = event.submitter;
    if (!button) return;
    button.setAttribute("aria-disabled", "true");
    const words = button.querySelector("span");
    if (button.dataset.busy && words) { button.dataset.idle = words.textContent; words.textContent = button.dataset.busy; }
  });

  const again = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button[aria-disabled]").forEach((button) => {
      button.removeAttribute("aria-disabled");
      if (button.dataset.idle) button.querySelector("span").textContent = button.dataset.idle;
    });
  };
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest && event.target.closest("form[data-once]");
    if (form) again(form);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(again));

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.matches("form[data-once][method=post]")) dirty.add(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...dirty].some((form) => form.isConnected && !form.closest("dialog"))) event.preventDefault();
  });

  // An amount that one press fills in; without this script its link does the same by loading the page again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-fills]");
    const box = link && document.getElementById(link.dataset.fills);
    if (!box) return;
    event.preventDefault();
    box.value = link.dataset.value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    link.parentElement.querySelectorAll("[data-fills]").forEach((each) => { each.ariaCurrent = each === link ? "true" : null; });
    box.focus();
  });

  // One reader of typed figures, the server's: it rewrites them in the reader's manner and says what it understood.
  document.addEventListener("focusout", async (event) => {
    const box = event.target;
    if (!box.dataset || !box.dataset.typed || !box.value.trim()) return;
    const asked = new URLSearchParams({ kind: box.dataset.typed, text: box.value, lang: document.documentElement.lang });
    asked.set("currency", box.dataset.currency || "");
    asked.set("on", document.body.dataset.day || "");
    const typed = box.value;
    const answer = await fetch(`${document.body.dataset.typedUrl}?${asked}`);
    if (!answer.ok || box.value !== typed) return;
    const { text, reading } = await answer.json();
    if (text) box.value = text;
    const place = document.getElementById(`${box.id}_reading`);
    if (place) place.textContent = reading;
  });
})();
