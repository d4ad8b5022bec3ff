// What lies over a chat or over the page: alerts, toasts, questions, a photo in full.

import { element } from "./dom.js";
import { say } from "./words.js";

const TOAST_SECONDS = 3.5;

export function toast(place, text) {
  place.querySelector(".toast")?.remove();
  const shown = element("div", { className: "toast", role: "status" }, text);
  place.append(shown);
  setTimeout(() => shown.remove(), TOAST_SECONDS * 1000);
}

// An alert of the bot: stays inside its own chat, so that the other people can go on.
export function alertIn(place, title, text) {
  const before = document.activeElement;
  const close = () => {
    shade.remove();
    before?.focus?.();
  };
  const ok = element("button", { type: "button", className: "plain", onclick: close }, say("ok"));
  const box = element("div", { className: "box", role: "alertdialog", ariaModal: "true", ariaLabel: title }, element("h2", {}, title), element("p", {}, text), element("footer", {}, ok));
  const shade = element("div", { className: "shade", onkeydown: (event) => event.key === "Escape" && close() }, box);
  place.append(shade);
  ok.focus();
}

// A dialog over the page; `finish` is called with the form's fields when it is accepted.
export function ask(title, fields, accept, finish, { danger = false } = {}) {
  const dialog = element("dialog", { className: "box", ariaLabel: title, onclose: () => dialog.remove() });
  const submit = (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    dialog.close();
    finish(values);
  };
  const form = element("form", { onsubmit: submit },
    element("h2", {}, title), ...fields,
    element("footer", {},
      element("button", { type: "button", className: "plain", onclick: () => dialog.close() }, say("cancel")),
      element("button", { type: "submit", className: danger ? "plain danger" : "plain" }, accept)));
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
}

export function openPhoto(address, caption) {
  const dialog = element("dialog", { className: "lightbox", ariaLabel: caption || say("photo"), onclose: () => dialog.remove() });
  dialog.addEventListener("click", () => dialog.close());
  dialog.append(element("img", { src: address, alt: caption }), element("button", { type: "button", className: "close", ariaLabel: say("close") }, "×"));
  document.body.append(dialog);
  dialog.showModal();
}
