// The page: who is shown, one stream of events for all of them, and the tools at the top.

import * as api from "./api.js";
import { Column } from "./column.js";
import { Developer } from "./developer.js";
import { avatar, element, fullName, iconButton } from "./dom.js";
import { ask } from "./overlays.js";
import { language, otherLanguage, say } from "./words.js";

const SHOWN_AT_FIRST = 3;
const RETRY = 1000; // milliseconds
const find = (selector) => document.querySelector(selector);

const narrow = matchMedia("(max-width: 700px)"); // one chat at a time; the chips switch

const page = { bot: null, people: [], columns: new Map(), stream: null, current: null, unread: new Set() };
const developer = new Developer(find(".developer"));

function wanted() {
  const asked = new URLSearchParams(location.search).get("people");
  const known = new Set(page.people.map((person) => person.id));
  if (asked !== null) return [...new Set(asked.split(",").map(Number))].filter((id) => known.has(id));
  return page.people.slice(0, SHOWN_AT_FIRST).map((person) => person.id);
}

const shown = () => [...document.querySelectorAll(".column")].map((node) => Number(node.dataset.person));

function address(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  return `?${query.toString().replaceAll("%2C", ",")}`;
}

function show(ids) {
  for (const [id, column] of page.columns) if (!ids.includes(id)) page.columns.delete(id) && column.node.remove();
  for (const id of ids) {
    const person = page.people.find((each) => each.id === id);
    if (!page.columns.has(id)) page.columns.set(id, new Column(person, page.bot));
  }
  const nodes = ids.map((id) => page.columns.get(id).node);
  find(".columns").replaceChildren(...(nodes.length ? nodes : [nothing()]));
  if (!ids.includes(page.current)) page.current = ids[0] ?? null;
  markCurrent();
  drawPicker(ids);
  listen(ids);
}

function markCurrent() {
  page.unread.delete(page.current);
  for (const [id, column] of page.columns) column.node.classList.toggle("current", id === page.current);
}

function switchTo(id, ids) {
  page.current = id;
  if (!ids.includes(id)) return choosePeople([...ids, id]);
  markCurrent();
  drawPicker(ids);
  page.columns.get(id).scroll.toBottom();
}

function nothing() {
  const words = element("p", {}, say(page.people.length ? "chooseSomebody" : "nobody"));
  const add = element("button", { type: "button", className: "big", onclick: addPerson }, say("addPerson"));
  return element("div", { className: "nothing" }, words, page.people.length ? null : add);
}

function drawPicker(ids) {
  const chips = page.people.map((person) => {
    const pressed = narrow.matches ? person.id === page.current : ids.includes(person.id);
    const others = ids.filter((id) => id !== person.id);
    const choose = () => (narrow.matches ? switchTo(person.id, ids) : choosePeople(pressed ? others : [...ids, person.id]));
    const unread = page.unread.has(person.id);
    const label = unread ? `${fullName(person)}, ${say("unread")}` : fullName(person);
    return element("button", { type: "button", className: unread ? "chip unread" : "chip", ariaPressed: String(pressed), ariaLabel: label, onclick: choose }, avatar(person.id, fullName(person)), element("span", {}, fullName(person)));
  });
  find(".people").replaceChildren(...chips, iconButton("plus", say("addPerson"), addPerson));
}

function choosePeople(ids) {
  history.replaceState(null, "", address({ people: ids.join(",") }));
  show(wanted());
}

function addPerson() {
  const name = element("input", { name: "first_name", required: true, maxLength: 64, placeholder: say("name"), ariaLabel: say("name"), autocomplete: "off" });
  const languages = element("select", { name: "language_code", ariaLabel: say("personLanguage") }, element("option", { value: "ru" }, "Русский"), element("option", { value: "en" }, "English"));
  languages.value = language;
  ask(say("addPerson"), [name, languages], say("add"), async (profile) => {
    const { person } = await api.addPerson(profile);
    page.people = await api.getPeople();
    choosePeople([...shown(), person.id]);
  });
}

function listen(ids) {
  page.stream?.close();
  connection("connecting");
  page.stream = new api.Stream(ids, hear, connection);
}

function connection(state) {
  const place = find(".connection");
  place.textContent = say(state);
  place.dataset.state = state;
  document.body.classList.toggle("offline", state === "lost");
}

function hear(kind, data) {
  if (kind === "hello" || kind === "reload" || kind === "reset") return reload(kind === "reset").catch(() => connection("lost"));
  if (kind === "people") return refreshPeople();
  if (kind === "commands") return loadChats();
  if (kind === "call") return developer.add(data.call);
  page.columns.get(data.person_id)?.hear(kind, data);
  if (kind === "message" && data.message.from_bot && !data.message.deleted) noteUnread(data.person_id);
}

// On a phone the other chats are out of sight.
function noteUnread(id) {
  if (!narrow.matches || id === page.current || page.unread.has(id)) return;
  page.unread.add(id);
  drawPicker(shown());
}

function loadChats() {
  return Promise.all([...page.columns.values()].map((column) => column.load()));
}

async function reload(afterReset) {
  if (afterReset) developer.clear();
  await Promise.all([refreshPeople(), loadChats()]);
}

async function refreshPeople() {
  page.people = await api.getPeople();
  const ids = wanted();
  if (ids.join() !== shown().join()) show(ids);
  else drawPicker(ids);
}

function drawTools() {
  const confirmReset = () => ask(say("reset"), [element("p", {}, say("resetQuestion"))], say("resetYes"), api.reset, { danger: true });
  const developerButton = iconButton("code", say("developer"), async () => {
    developerButton.ariaPressed = String(await developer.toggle());
  });
  const other = element("a", { className: "language", href: address({ lang: otherLanguage }), lang: otherLanguage, title: say("otherLanguage") }, otherLanguage.toUpperCase());
  find(".tools").append(other, developerButton, iconButton("reset", say("reset"), confirmReset));
}

async function start() {
  document.documentElement.lang = language;
  const [state, people] = await Promise.all([api.getState(), api.getPeople()]).catch(() => [null, null]);
  if (!state) return setTimeout(start, RETRY);
  Object.assign(page, { bot: state.bot, people });
  document.title = say("title", { bot: page.bot.first_name });
  find(".bot-name").textContent = page.bot.first_name;
  drawTools();
  show(wanted());
  narrow.addEventListener("change", () => drawPicker(shown()));
}

start();
