// Keyboards: under a message, and under the input field.

import { element } from "./dom.js";
import { say } from "./words.js";

const MANY = 5; // buttons in a row from which they are drawn narrow, as in a calendar

const readable = (data) => data.replaceAll(/[\x00-\x1f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)));

export function inlineKeyboard(message, chat) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return element("div", { className: "inline-keys" }, rows.map((row) => keyRow(row, (button) => inlineButton(message, button, chat))));
}

function keyRow(row, make) {
  return element("div", { className: row.length >= MANY ? "row narrow" : "row" }, row.map(make));
}

function inlineButton(message, button, chat) {
  if (button.url) return linkButton(button, chat);
  const waiting = chat.isWaiting(message, button);
  const made = element("button", { type: "button", className: looks(button) + (waiting ? " waiting" : ""), ariaBusy: String(waiting) }, label(button));
  if (button.callback_data !== undefined) made.dataset.callback = readable(button.callback_data);
  if (button.disabled) made.disabled = true;
  made.addEventListener("click", () => chat.tap(message, button));
  return made;
}

function linkButton(button, chat) {
  const onclick = (event) => chat.follow(button.url) && event.preventDefault();
  return element("a", { className: looks(button), href: safe(button.url), title: button.url, target: "_blank", rel: "noopener noreferrer", onclick }, label(button));
}

const safe = (url) => (/^(https?|mailto|tel):/i.test(url) ? url : "#");

function looks(button) {
  const kind = button.url ? "opens" : button.copy_text ? "copies" : button.web_app ? "app" : "";
  const style = ["primary", "success", "danger"].includes(button.style) ? button.style : "";
  return `key ${kind} ${style}`.trim().replace(/\s+/, " ");
}

const label = (button) => element("span", {}, button.text);

// The keyboard that stands in for the phone's own one; `press(button)` for every key.
export function replyKeyboard(keyboard, press) {
  const rows = keyboard?.keyboard ?? [];
  if (!rows.length) return null;
  const key = (button) => element("button", { type: "button", className: "key", onclick: () => press(button) }, label(button));
  return element("div", { className: "reply-keys", role: "group", ariaLabel: say("keys") }, rows.map((row) => keyRow(row, key)));
}
