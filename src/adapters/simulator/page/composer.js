// The bottom of a chat: input, commands menu, attachments, reply keyboard; or a start or unblock button in their place.

import { offerContact, offerFiles, offerPlace } from "./attach.js";
import { element, iconButton } from "./dom.js";
import { replyKeyboard } from "./keyboard.js";
import { say } from "./words.js";

// `chat` does things: say(text), follow(url), press(text), share(text, place), sendFiles(files, caption, asPhotos),
// sendPlace(place), shareContact(phone, send), unblock(), notice(text); `chat.person` is whose it is.
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
    const question = (key) => say(key, { bot: this.bot.first_name });
    if (button.request_contact) offerContact(question("shareContact"), this.chat.person.phone, (phone) => this.chat.shareContact(phone, () => this.chat.share(button.text)));
    else if (button.request_location) offerPlace(question("sharePlace"), (place) => this.chat.share(button.text, place));
    else if (button.web_app) this.chat.notice(say("needsPhone"));
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
    const commands = this.commands.map(({ command, description }) => ({ name: description, code: `/${command}`, act: () => this.chat.say(`/${command}`) }));
    this.openMenu(button, commands);
  }

  // A list over the composer; `choices`: name, code (optional), act.
  openMenu(button, choices) {
    const close = () => {
      button.focus(); // before the removal: a removed element loses the focus by an event that would remove it again
      menu.remove();
    };
    const items = choices.map(({ name, code, act }) => element("button", {
      type: "button", role: "menuitem",
      onclick: () => { close(); act(); },
    }, element("span", {}, name), code ? element("code", {}, code) : null));
    const leave = (event) => { if (!menu.contains(event.relatedTarget) && event.relatedTarget !== button) menu.remove(); };
    const menu = element("div", { className: "menu", role: "menu", onkeydown: (event) => walk(event, items, close), onfocusout: leave }, items);
    this.node.append(menu);
    items[0].focus();
  }

  attachButton() {
    const chooser = element("input", { type: "file", multiple: true, hidden: true, onchange: () => {
      if (chooser.files.length) this.offer([...chooser.files]);
      chooser.value = "";
    } });
    const button = iconButton("attach", say("attach"), () => this.toggleAttach(button, chooser));
    button.ariaHasPopup = "menu";
    return element("span", { className: "attach" }, button, chooser);
  }

  toggleAttach(button, chooser) {
    const open = this.node.querySelector(".menu");
    if (open) return open.remove();
    const { chat, bot } = this;
    this.openMenu(button, [
      { name: say("photoOrFile"), act: () => chooser.click() },
      { name: say("place"), act: () => offerPlace(say("sharePlace", { bot: bot.first_name }), (place) => chat.sendPlace(place)) },
      { name: say("myContact"), act: () => offerContact(say("shareContact", { bot: bot.first_name }), chat.person.phone, (phone) => chat.shareContact(phone)) },
    ]);
  }

  offer(files) {
    offerFiles(files, this.input.value, (chosen, caption, asPhotos) => {
      this.clear();
      this.chat.sendFiles(chosen, caption, asPhotos);
    });
  }

  paste(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.offer(files);
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
    if (this.chat.follow(text)) return;
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
