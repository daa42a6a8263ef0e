// The client zone ends by itself when nothing happens: two minutes before, it asks; any page of it counts, in every tab.
(() => {
  const dialog = document.getElementById("idle");
  if (!dialog) return;
  const MINUTE = 60000, end = Number(dialog.dataset.minutes) * MINUTE, warning = end - 2 * MINUTE;
  const touch = () => localStorage.setItem("rp-seen", String(Date.now()));

  const leave = () => {
    window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });
    dialog.querySelector("form").submit();
  };
  const look = () => {
    const idle = Date.now() - Number(localStorage.getItem("rp-seen"));
    if (idle >= end) leave();
    else if (idle >= warning && !dialog.open) dialog.showModal();
    else if (idle < warning && dialog.open) dialog.close();
  };
  dialog.querySelector("[data-stay]").addEventListener("click", async () => {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (!answer.ok) { leave(); return; }
    touch();
    dialog.close();
  });
  touch();
  document.addEventListener("htmx:afterRequest", touch);
  setInterval(look, 5000);
})();
