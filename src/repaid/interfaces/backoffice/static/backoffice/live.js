// A panel that follows a form: it is asked again when what is typed has changed, a moment after the last key or on leaving.
(() => {
  const typed = (form) => new URLSearchParams(new FormData(form)).toString();

  document.querySelectorAll("[data-live]").forEach((panel) => {
    const form = document.querySelector(panel.dataset.live);
    let told = typed(form);
    let timer;
    const tell = () => {
      if (typed(form) === told) return;
      told = typed(form);
      htmx.trigger(panel, "typed");
    };
    const soon = () => { clearTimeout(timer); timer = setTimeout(tell, 400); };
    form.addEventListener("input", soon);
    form.addEventListener("focusout", soon);                              // a picked day, a figure that was rewritten
  });
})();
