// Telegram's entities into elements. JavaScript strings are UTF-16, so offsets fit as they are.

import { element } from "./dom.js";
import { say } from "./words.js";

const PLAIN = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", blockquote: "blockquote",
  expandable_blockquote: "blockquote", hashtag: "span", mention: "span", email: "span",
};
const SAFE_LINK = /^(https?|mailto|tel):/i;

const within = (inner, outer) => inner.offset >= outer.offset && inner.offset + inner.length <= outer.offset + outer.length;

// `entities` sorted by offset, the outer first; `chat` hears what is pressed: command(text), follow(url).
export function formatted(text, entities, chat, from = 0, to = text.length) {
  const nodes = [];
  let at = from;
  const left = [...entities];
  while (left.length) {
    const entity = left.shift();
    if (entity.offset < at) continue;
    const inner = [];
    while (left.length && within(left[0], entity)) inner.push(left.shift());
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const children = formatted(text, inner, chat, entity.offset, end);
    nodes.push(dressed(entity, text.slice(entity.offset, end), children, chat));
    at = end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function dressed(entity, text, children, chat) {
  switch (entity.type) {
    case "url":
      return link(/^[a-z]+:/i.test(text) ? text : `https://${text}`, children, chat);
    case "text_link":
      return link(entity.url, children, chat);
    case "bot_command":
      return element("button", { type: "button", className: "command", onclick: () => chat.command(text) }, children);
    case "spoiler":
      return spoiler(children);
    case "pre":
      return element("pre", entity.language ? { title: entity.language } : {}, element("code", {}, children));
    default:
      return element(PLAIN[entity.type] ?? "span", { className: entity.type }, children);
  }
}

function link(url, children, chat) {
  if (!SAFE_LINK.test(url)) return element("span", { className: "link", title: url }, children);
  const onclick = (event) => chat.follow(url) && event.preventDefault();
  return element("a", { href: url, title: url, target: "_blank", rel: "noopener noreferrer", onclick }, children);
}

function spoiler(children) {
  const hidden = element("button", { type: "button", className: "spoiler", ariaLabel: say("hidden") }, children);
  hidden.addEventListener("click", () => {
    hidden.classList.toggle("shown");
    hidden.ariaLabel = hidden.classList.contains("shown") ? null : say("hidden");
  });
  return hidden;
}
