// One person's chat: draws what the simulator tells, passes on what is pressed.

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { avatar, element, fullName, iconButton } from "./dom.js";
import { sharedLink, startCommand } from "./links.js";
import { bubble, unitOf } from "./message.js";
import { alertIn, toast } from "./overlays.js";
import { Scroll } from "./scroll.js";
import { dayName, say } from "./words.js";

const TYPING_SECONDS = 5.5;
const ANSWER_SECONDS = 15;
const RETRY = 1000; // milliseconds

export class Column {
  constructor(person, bot) {
    this.person = person;
    this.bot = bot;
    this.messages = new Map();
    this.waiting = new Map(); // callback id -> what was pressed; before the id is known, a token of our own
    this.early = new Set(); // answers that overtook the reply to their own tap
    this.queue = [];
    this.loaded = false;
    this.build();
  }

  build() {
    this.status = element("span", { className: "status" });
    this.blockButton = iconButton("block", say("block"), () => this.try(api.setBlocked(this.person.id, true)));
    const names = element("div", { className: "names" }, element("strong", {}, fullName(this.person)), this.status);
    const head = element("header", { className: "head" }, avatar(this.person.id, fullName(this.person)), names, this.blockButton);
    this.scroll = new Scroll();
    this.composer = new Composer(this, this.bot);
    this.node = element("section", { className: "column", ariaLabel: fullName(this.person) }, head, this.scroll.node, this.composer.node);
    this.node.dataset.person = this.person.id;
    this.rest();
  }

  async load() {
    this.loaded = false;
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const chat = await api.getChat(this.person.id).catch(() => null);
    if (turn !== this.turn) return; // a later load has begun, and what happens meanwhile waits for it
    if (!chat) return setTimeout(() => turn === this.turn && this.load(), RETRY);
    Object.assign(this, { person: chat.person, commands: chat.commands, keyboard: chat.reply_keyboard, about: chat.about });
    this.messages = new Map(chat.messages.filter((each) => !each.deleted).map((each) => [each.message_id, each]));
    this.drawAll();
    this.loaded = true;
    for (const [kind, data] of this.queue.splice(0)) this.hear(kind, data);
  }

  hear(kind, data) {
    if (!this.loaded) return this.queue.push([kind, data]);
    if (kind === "message") this.put(data.message);
    if (kind === "typing") this.showTyping(data.action);
    if (kind === "answer") this.answered(data);
    if (kind === "keyboard") this.keyboard = data.reply_keyboard;
    if (kind === "person") this.person = data.person;
    if (kind === "keyboard" || kind === "person") this.drawComposer();
  }

  drawAll() {
    const units = new Map([...this.messages.values()].map((message) => [unitOf(message), message]));
    this.scroll.list.replaceChildren(...[...units.keys()].map((unit) => bubble(this.unit(unit), this)));
    this.drawDays();
    this.drawComposer();
    this.scroll.toBottom();
  }

  drawComposer() {
    const { blocked } = this.person;
    const empty = this.messages.size === 0;
    this.blockButton.hidden = blocked;
    this.node.classList.toggle("is-blocked", blocked);
    this.scroll.showWelcome(empty ? this.welcome() : null);
    this.composer.draw({ blocked, empty, commands: this.commands, keyboard: this.keyboard });
    this.rest();
  }

  welcome() {
    return element("div", { className: "welcome" }, avatar(this.bot.id, this.bot.first_name), element("strong", {}, this.bot.first_name), element("p", {}, this.about || say("nothing")));
  }

  put(message) {
    const known = this.messages.get(message.message_id);
    if (known && known.version > message.version) return;
    if (message.from_bot && !known) this.rest();
    const wasEmpty = this.messages.size === 0;
    if (message.deleted) this.messages.delete(message.message_id);
    else this.messages.set(message.message_id, message);
    this.drawOne(message, !known);
    if (wasEmpty !== (this.messages.size === 0)) this.drawComposer();
  }

  drawOne(message, isNew) {
    const unit = this.unit(unitOf(message));
    const old = this.scroll.list.querySelector(`[data-unit="${unitOf(message)}"]`);
    if (!unit.length) old?.remove();
    else if (old) replaceKeepingFocus(old, bubble(unit, this));
    else this.scroll.list.append(arriving(bubble(unit, this)));
    this.drawDays();
    if (isNew && !message.deleted) this.scroll.arrived(message.from_bot);
  }

  unit(name) {
    return [...this.messages.values()].filter((message) => unitOf(message) === name);
  }

  drawDays() {
    let day = "";
    for (const separator of this.scroll.list.querySelectorAll(".day")) separator.remove();
    for (const node of [...this.scroll.list.children]) {
      const name = dayName(this.messages.get(Number(node.dataset.id)).at);
      if (name !== day) node.before(element("div", { className: "day" }, element("span", {}, name)));
      day = name;
    }
  }

  showTyping(action) {
    this.status.textContent = say({ upload_photo: "photoComing", upload_document: "fileComing" }[action] ?? "typing", { bot: this.bot.first_name });
    this.status.classList.add("busy");
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.rest(), TYPING_SECONDS * 1000);
  }

  rest() {
    clearTimeout(this.typing);
    this.status.classList.remove("busy");
    this.status.textContent = say(this.person.blocked ? "blocked" : "chatWith", { bot: this.bot.first_name });
  }

  isWaiting(message, button) {
    return [...this.waiting.values()].some((each) => each.id === message.message_id && each.data === button.callback_data);
  }

  async tap(message, button) {
    if (button.copy_text) return this.copy(button.copy_text.text);
    if (button.callback_data === undefined) return this.notice(say("needsPhone"));
    if (this.isWaiting(message, button)) return;
    const mark = Symbol("tap");
    const pressed = { id: message.message_id, data: button.callback_data };
    this.waiting.set(mark, pressed);
    this.redraw(pressed.id);
    const reply = await this.try(api.tap(this.person.id, message, button.callback_data));
    this.waiting.delete(mark);
    if (reply && !this.early.delete(reply.callback_id)) this.expectAnswer(reply.callback_id, pressed);
    this.redraw(pressed.id);
  }

  expectAnswer(callbackId, pressed) {
    this.waiting.set(callbackId, pressed);
    setTimeout(() => {
      if (!this.waiting.delete(callbackId)) return;
      this.redraw(pressed.id);
      this.notice(say("noAnswer"));
    }, ANSWER_SECONDS * 1000);
  }

  answered(answer) {
    if (!this.waiting.delete(answer.callback_id)) this.early.add(answer.callback_id);
    this.redraw(answer.message_id);
    if (answer.text && answer.show_alert) alertIn(this.node, this.bot.first_name, answer.text);
    else if (answer.text) toast(this.node, answer.text);
  }

  redraw(id) {
    const message = this.messages.get(id);
    if (message) this.drawOne(message, false);
  }

  async copy(text) {
    await navigator.clipboard.writeText(text);
    this.notice(say("copied"));
  }

  command(text) {
    return this.say(text);
  }

  // Whether the link is one that Telegram itself would follow; a link to share is copied, for the chat it is meant for is on this page.
  follow(url) {
    const [command, shared] = [startCommand(url, this.bot.username), sharedLink(url)];
    if (command) this.try(api.say(this.person.id, command));
    if (shared) this.copy(shared);
    return Boolean(command || shared);
  }

  say(text) {
    return this.try(api.say(this.person.id, text), true);
  }

  press(text) {
    return this.try(api.press(this.person.id, text));
  }

  share(text, place) {
    return this.try(api.press(this.person.id, text, place));
  }

  async sendFiles(files, caption, asPhotos) {
    if (asPhotos) return this.try(files.length > 1 ? api.sendAlbum(this.person.id, files, caption) : api.sendFile(this.person.id, "photo", files[0], caption));
    for (const [at, file] of files.entries()) await this.try(api.sendFile(this.person.id, "document", file, at ? "" : caption));
  }

  sendPlace(place) {
    return this.try(api.sendPlace(this.person.id, place));
  }

  // Tell the phone number by `send`, after noting a changed one.
  async shareContact(phone, send = () => api.sendContact(this.person.id)) {
    if (phone !== this.person.phone) await this.try(api.addPerson({ id: this.person.id, phone }));
    return this.try(send());
  }

  unblock() {
    return this.try(api.setBlocked(this.person.id, false));
  }

  notice(text) {
    toast(this.node, text);
  }

  // Say what went wrong; with `pass`, let the caller know too.
  async try(request, pass = false) {
    try {
      return await request;
    } catch (error) {
      this.notice(say("failed", { reason: error.message }));
      if (pass) throw error;
      return null;
    }
  }
}

function arriving(node) {
  node.classList.add("new");
  return node;
}

// A redrawn keyboard must not throw a keyboard user back to the top of the page.
function replaceKeepingFocus(old, fresh) {
  const at = [...old.querySelectorAll("button, a")].indexOf(document.activeElement);
  old.replaceWith(fresh);
  if (at >= 0) [...fresh.querySelectorAll("button, a")].at(at)?.focus({ preventScroll: true });
}
