// The calendar beside a date box: Jalali with Saturday first in Persian, Gregorian with Monday first elsewhere.
// Loaded by pages that have a date box. Without it the box is typed into.
(() => {
  const language = document.documentElement.lang;
  const iso = (day) => [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const settle = (box) => {                                                // the reader of typed figures rewrites it
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    box.blur();
  };

  const jalali = (box) => {
    box.setAttribute("data-jdp", "");
    jalaliDatepicker.show(box);
  };
  const gregorian = (box) => {
    const shadow = box.picked || box.closest(".rp-datein").appendChild(Object.assign(document.createElement("input"), { hidden: true }));
    box.picked = shadow;
    const picker = shadow._flatpickr || flatpickr(shadow, {
      locale: { ...flatpickr.l10ns[language], firstDayOfWeek: 1 }, positionElement: box, clickOpens: false, disableMobile: true,
      onChange: ([day]) => { box.value = iso(day); settle(box); },
    });
    picker.open();
  };

  if (language === "fa") {
    jalaliDatepicker.startWatch({ autoShow: false, autoHide: true, hideAfterChange: true, persianDigits: true, time: false, separatorChars: { date: "/" } });
    document.addEventListener("jdp:change", (event) => settle(event.target));
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick]");
    if (!button) return;
    const box = document.getElementById(button.dataset.pick);
    if (language === "fa") jalali(box); else gregorian(box);
  });
  const show = () => document.querySelectorAll("[data-pick][hidden]").forEach((button) => { button.hidden = false; });
  document.addEventListener("htmx:afterSwap", show);
  show();
})();
