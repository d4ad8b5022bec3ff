// One message as a bubble, with its photo, text, time and inline keyboard.

import { element } from "./dom.js";
import { formatted } from "./format.js";
import { inlineKeyboard } from "./keyboard.js";
import { openPhoto } from "./overlays.js";
import { say, timeOfDay } from "./words.js";

const address = (size) => `/sim/photos/${size.file_unique_id}.jpg`;

// `chat` hears what is pressed: command(text), tap(message, button), isWaiting(message, button).
export function bubble(message, chat) {
  const text = message.text ?? message.caption;
  const photo = message.photo ? photoView(message) : null;
  const words = text === undefined ? null : textView(message, text, chat);
  const parts = message.show_caption_above_media ? [words, photo] : [photo, words];
  const body = element("div", { className: "bubble" }, replyView(message), ...parts);
  if (!words) body.append(stamp(message));
  const keyboard = inlineKeyboard(message, chat);
  const kinds = ["message", message.from_bot ? "theirs" : "mine", photo && "with-photo", !words && "bare", keyboard && "with-keys"];
  const node = element("article", { className: kinds.filter(Boolean).join(" ") }, body, keyboard);
  node.dataset.id = message.message_id;
  return node;
}

function textView(message, text, chat) {
  const entities = message.entities ?? message.caption_entities ?? [];
  return element("div", { className: "text", dir: "auto" }, formatted(text, entities, (command) => chat.command(command)), stamp(message));
}

function stamp(message) {
  const edited = message.edited_at ? `${say("edited")} ` : "";
  return element("span", { className: "stamp" }, `${edited}${timeOfDay(message.at)}`, message.from_bot ? "" : element("i", { className: "ticks" }));
}

function photoView(message) {
  const largest = message.photo[message.photo.length - 1];
  const image = element("img", { src: address(largest), width: largest.width, height: largest.height, alt: message.caption ?? say("photo"), decoding: "async" });
  const open = () => openPhoto(address(largest), message.caption ?? "");
  const holder = element("button", { type: "button", className: "photo", ariaLabel: say("photo"), onclick: open }, image);
  if (message.has_media_spoiler) {
    holder.classList.add("veiled");
    holder.addEventListener("click", (event) => unveil(event, holder), { capture: true });
  }
  return holder;
}

function unveil(event, holder) {
  if (!holder.classList.contains("veiled")) return;
  event.stopImmediatePropagation();
  holder.classList.remove("veiled");
}

function replyView(message) {
  const answered = message.reply_to_message;
  if (!answered) return null;
  const words = answered.text ?? answered.caption ?? say("photo");
  return element("div", { className: "reply" }, element("b", {}, answered.from.first_name), element("span", {}, words));
}
