// Passkeys and the meter of new passwords.
(() => {
  const post = async (url, body) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(url, { method: "POST", headers: { "X-CSRFToken": token, "Content-Type": "application/json" }, body: JSON.stringify(body) });
    return [answer.ok, await answer.json()];
  };

  const tell = (button, words) => {
    const place = document.getElementById(button.getAttribute("aria-describedby"));
    place.textContent = words;
    place.hidden = !words;
  };

  const ceremony = {
    make: (question) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) }),
    sign: (question) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) }),
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-passkey]");
    if (!button) return;
    const { passkey, question, answer, failed } = button.dataset;
    button.disabled = true;
    tell(button, "");
    try {
      const [asked, options] = await post(question, {});
      if (!asked) { window.location.reload(); return; }
      const credential = await ceremony[passkey](options);
      const name = (document.getElementById("passkey-name") || {}).value || "";
      const [taken, said] = await post(answer, { ...credential.toJSON(), name });
      if (taken) { window.location.assign(said.to); return; }
      tell(button, said.sentence || failed);
    } catch {
      tell(button, failed);
    }
    button.disabled = false;
  });

  // Length counts most; what repeats counts little. The server decides, this only shows the way.
  const strength = (text, least) => {
    const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(text)).length;
    const different = new Set(text).size;
    return text.length < least ? Math.min(1, text.length / least) : Math.min(4, 1 + (different - 5) / 4 + kinds / 2);
  };
  document.querySelectorAll("[data-meter]").forEach((box) => {
    const meter = document.createElement("meter");
    Object.assign(meter, { className: "rp-meter", min: 0, max: 4, low: 1.5, high: 2.75, optimum: 4, value: 0 });
    meter.setAttribute("aria-hidden", "true");
    box.after(meter);
    box.addEventListener("input", () => { meter.value = strength(box.value, Number(box.dataset.meter)); });
  });
})();
