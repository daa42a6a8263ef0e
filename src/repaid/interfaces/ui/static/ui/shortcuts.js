// Shortcuts by physical key, so that they work under a Persian keyboard; off inside boxes and when switched off.
(() => {
  const off = () => localStorage.getItem("keys") === "off";
  const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog");
  let goes = false;

  const moves = { KeyJ: 1, KeyK: -1 };
  const links = () => [...document.querySelectorAll(".rp-list tbody th a")];
  const move = (step) => {
    const rows = links();
    const place = rows.findIndex((link) => link === document.activeElement);
    const from = place < 0 ? rows.findIndex((link) => link.closest("tr.is-selected")) : place;
    const next = rows[from < 0 ? 0 : Math.min(Math.max(from + step, 0), rows.length - 1)];
    if (next) next.focus();
  };
  const press = (selector) => { const found = document.querySelector(selector); if (found) found.click(); return Boolean(found); };

  const act = (event) => {
    const { code, key } = event;
    if (goes) { goes = false; return press(`[data-go="${code}"]`); }
    if (key === "?" || key === "؟") return press('[data-opens="keys"]');
    if (code === "Slash") { document.getElementById("search").focus(); return true; }
    if (code === "KeyG") { goes = true; setTimeout(() => { goes = false; }, 1500); return true; }
    if (code in moves) { move(moves[code]); return true; }
    if (code === "KeyX") {
      const row = document.activeElement.closest("tr");
      const tick = row && row.querySelector('input[name="rows"]');
      if (tick) { tick.click(); return true; }
    }
    if (code === "KeyF") { const box = document.querySelector("[data-list-search]"); if (box) box.focus(); return Boolean(box); }
    if (code === "KeyZ") return press("[data-undo]");
    if (/^Digit[1-9]$/.test(code)) {
      const tab = document.querySelectorAll(".rp-tabs a")[Number(code.slice(5)) - 1];
      if (tab) { tab.click(); return true; }
    }
    return press(`[data-key="${code}"]`);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter" && event.target.form) { event.target.form.requestSubmit(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || off() || typing(event.target)) return;
    if (act(event)) event.preventDefault();
  });

  const box = document.getElementById("keys-on");
  if (box) {
    box.checked = !off();
    box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
  }
})();
