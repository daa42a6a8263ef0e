// Dialogs, copying, toasts, what is said to screen readers, the state of the connection.
(() => {
  const say = (text) => { document.getElementById("said").textContent = text; };

  const actions = {
    opens: (button) => {
      document.querySelectorAll("[popover]:popover-open").forEach((open) => open.hidePopover());
      document.getElementById(button.dataset.opens).showModal();
    },
    closes: (button) => button.closest("dialog").close(),
    dismiss: (button) => button.closest("[data-toast]").remove(),
    print: () => window.print(),
    copy: async (button) => {
      await navigator.clipboard.writeText(button.dataset.copy.replace(/\s/g, ""));
      button.classList.add("is-done");
      say(document.body.dataset.copied);
    },
  };

  document.addEventListener("click", (event) => {
    for (const [name, act] of Object.entries(actions)) {
      const button = event.target.closest(`[data-${name}]`);
      if (button && button.tagName === "BUTTON") { act(button); return; }
    }
    if (event.target.tagName === "DIALOG") event.target.close();          // a press beside the dialog
  });

  // A toast with an undo stays; the others go after eight seconds, unless the pointer or the focus is on them.
  const fade = (toast) => {
    if (toast.querySelector("[data-undo]")) return;
    setTimeout(() => (toast.matches(":hover, :focus-within") ? fade(toast) : toast.remove()), 8000);
  };
  document.querySelectorAll("[data-toast]").forEach(fade);

  document.addEventListener("change", (event) => {                         // one tick for all rows of a page
    const { ticks } = event.target.dataset;
    if (ticks) document.querySelectorAll(`input[name="rows"][form="${ticks}"]`).forEach((box) => { box.checked = event.target.checked; });
  });

  const tab = document.querySelector(".rp-ptop__tabs [aria-current]");      // on a phone the tabs are wider than it
  if (tab) tab.scrollIntoView({ inline: "center", block: "nearest" });

  document.addEventListener("said", (event) => say(event.detail.value));
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.dataset && "dialog" in event.target.dataset) event.target.querySelector("dialog").showModal();
    const heading = event.target.querySelector && event.target.querySelector("[data-focus]");
    if (heading) heading.focus();
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = event.target.querySelector && event.target.querySelector("[data-upload]");
    if (!bar || !event.detail.lengthComputable) return;
    bar.hidden = false;
    bar.value = (100 * event.detail.loaded) / event.detail.total;
  });
  // A page whose form was sent is being left, maybe into a new session: its parts lead nowhere else any more.
  let leaves = false;
  document.addEventListener("submit", (event) => { leaves = !event.target.matches("[hx-get], [hx-post]"); });
  window.addEventListener("pageshow", () => { leaves = false; });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (leaves && event.detail.xhr.getResponseHeader("HX-Redirect")) event.preventDefault();
  });
  const failed = () => { document.getElementById("failed").hidden = false; };
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:beforeRequest", () => { document.getElementById("failed").hidden = true; });
})();
