// One message as a bubble, with what it carries, its text, time and inline keyboard.

import { element } from "./dom.js";
import { formatted } from "./format.js";
import { inlineKeyboard } from "./keyboard.js";
import { mediaName, mediaView } from "./media.js";
import { say, timeOfDay } from "./words.js";

// The messages of one album, or a single one. `chat` hears what is pressed: command(text), follow(url), tap(message, button),
// isWaiting(message, button).
export function bubble(messages, chat) {
  const [first] = messages;
  const last = messages[messages.length - 1];
  const media = mediaView(messages);
  const words = messages.filter((each) => wordsOf(each) !== undefined).map((each) => textView(each, chat));
  const body = element("div", { className: "bubble" }, replyView(first), ...(first.show_caption_above_media ? [...words, media] : [media, ...words]));
  (words[words.length - 1] ?? body).append(stamp(last));
  const keyboard = inlineKeyboard(last, chat);
  const row = media?.classList.contains("carried");
  const kinds = ["message", first.from_bot ? "theirs" : "mine", media && (row ? "with-row" : "with-photo"), !words.length && "bare", keyboard && "with-keys"];
  const node = element("article", { className: kinds.filter(Boolean).join(" ") }, body, keyboard);
  node.dataset.id = first.message_id;
  node.dataset.unit = unitOf(first);
  return node;
}

// Messages with the same unit are drawn as one.
export const unitOf = (message) => message.media_group_id ?? String(message.message_id);

const wordsOf = (message) => message.text ?? message.caption;

function textView(message, chat) {
  const entities = message.entities ?? message.caption_entities ?? [];
  return element("div", { className: "text", dir: "auto" }, formatted(wordsOf(message), entities, chat));
}

function stamp(message) {
  const edited = message.edited_at && !message.from_bot ? `${say("edited")} ` : "";
  return element("span", { className: "stamp" }, `${edited}${timeOfDay(message.at)}`, message.from_bot ? "" : element("i", { className: "ticks" }));
}

function replyView(message) {
  const answered = message.reply_to_message;
  if (!answered) return null;
  const words = wordsOf(answered) ?? mediaName(answered);
  return element("div", { className: "reply" }, element("b", {}, answered.from.first_name), element("span", {}, words));
}
