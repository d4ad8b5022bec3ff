// The bottom of a chat: input, commands menu, photo, reply keyboard; or a start or unblock button in their place.

import { element, iconButton } from "./dom.js";
import { replyKeyboard } from "./keyboard.js";
import { ask } from "./overlays.js";
import { say } from "./words.js";

// `chat` does things: say(text), press(text), sendPhoto(file, caption), unblock(), notice(text).
export class Composer {
  constructor(chat, bot) {
    this.chat = chat;
    this.bot = bot;
    this.node = element("footer", { className: "composer" });
    this.input = this.makeInput();
    this.commands = [];
    this.folded = false;
  }

  makeInput() {
    return element("textarea", {
      rows: 1, placeholder: say("placeholder"), ariaLabel: say("placeholder"), maxLength: 4096,
      oninput: () => this.fit(), onkeydown: (event) => this.key(event), onpaste: (event) => this.paste(event),
    });
  }

  // Draw what fits the state of the chat. Text being typed survives.
  draw({ blocked, empty, commands, keyboard }) {
    this.commands = commands;
    if (keyboard !== this.keyboard) this.folded = Boolean(keyboard?.used);
    this.keyboard = keyboard;
    const typing = document.activeElement === this.input;
    if (blocked) this.node.replaceChildren(this.bigButton(say("unblock"), () => this.chat.unblock()));
    else if (empty) this.node.replaceChildren(this.bigButton(say("start"), () => this.chat.say("/start")));
    else this.node.replaceChildren(...this.controls());
    if (typing) this.input.focus();
  }

  bigButton(text, onclick) {
    return element("button", { type: "button", className: "big", onclick }, text);
  }

  controls() {
    this.input.placeholder = this.keyboard?.input_field_placeholder ?? say("placeholder");
    const keys = this.folded ? null : replyKeyboard(this.keyboard, (button) => this.pressKey(button));
    const field = element("div", { className: "field" }, this.input, this.keyboard?.keyboard ? this.keysToggle() : null, this.attachButton());
    const line = element("div", { className: "line" }, this.menuButton(), field, iconButton("send", say("send"), () => this.send(), "send"));
    return [line, keys].filter(Boolean);
  }

  keysToggle() {
    const toggle = iconButton("keys", say("keys"), () => {
      this.folded = !this.folded;
      this.node.replaceChildren(...this.controls());
    });
    toggle.ariaExpanded = String(!this.folded);
    return toggle;
  }

  pressKey(button) {
    if (button.request_contact || button.request_location || button.web_app) this.chat.notice(say("needsPhone"));
    else this.chat.press(button.text);
  }

  menuButton() {
    if (!this.commands.length) return null;
    const button = element("button", { type: "button", className: "menu-button", ariaHasPopup: "menu", ariaLabel: say("menu"), onclick: () => this.toggleMenu(button) },
      element("span", { className: "burger", ariaHidden: "true" }, "☰"), element("span", { className: "word" }, say("menu")));
    return button;
  }

  toggleMenu(button) {
    const open = this.node.querySelector(".menu");
    if (open) return open.remove();
    const close = () => {
      button.focus(); // before the removal: a removed element loses the focus by an event that would remove it again
      menu.remove();
    };
    const items = this.commands.map(({ command, description }) => element("button", {
      type: "button", role: "menuitem",
      onclick: () => { close(); this.chat.say(`/${command}`); },
    }, element("span", {}, description), element("code", {}, `/${command}`)));
    const leave = (event) => { if (!menu.contains(event.relatedTarget) && event.relatedTarget !== button) menu.remove(); };
    const menu = element("div", { className: "menu", role: "menu", onkeydown: (event) => walk(event, items, close), onfocusout: leave }, items);
    this.node.append(menu);
    items[0].focus();
  }

  attachButton() {
    const chooser = element("input", { type: "file", accept: "image/*", hidden: true, onchange: () => {
      if (chooser.files[0]) this.offerPhoto(chooser.files[0]);
      chooser.value = "";
    } });
    return element("span", { className: "attach" }, iconButton("attach", say("attach"), () => chooser.click()), chooser);
  }

  offerPhoto(file) {
    const address = URL.createObjectURL(file);
    const image = element("img", { className: "preview", src: address, alt: file.name, onload: () => URL.revokeObjectURL(address) });
    const caption = element("input", { name: "caption", placeholder: say("caption"), ariaLabel: say("caption"), maxLength: 1024, value: this.input.value });
    ask(say("attach"), [image, caption], say("send"), (values) => {
      this.clear();
      this.chat.sendPhoto(file, values.caption);
    });
  }

  paste(event) {
    const file = [...event.clipboardData.files].find((each) => each.type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    this.offerPhoto(file);
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  send() {
    const text = this.input.value.trim();
    if (!text) return this.input.focus();
    this.clear();
    this.chat.say(text).catch(() => { this.input.value ||= text; });
  }

  clear() {
    this.input.value = "";
    this.fit();
  }

  fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 160)}px`;
  }
}

function walk(event, items, close) {
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Escape") close();
  if (next === undefined) return;
  event.preventDefault();
  items[(next + items.length) % items.length].focus();
}
