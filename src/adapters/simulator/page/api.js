// The /sim requests of this page, and its one stream of events.

export class Refusal extends Error {}

async function request(path, options) {
  const response = await fetch(path, options);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(body.error ?? `${response.status}`);
  return body;
}

const post = (path, body = {}) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const getPeople = async () => (await request("/sim/people")).people;
export const getState = () => request("/sim/state");
export const getCalls = async () => (await request("/sim/calls")).calls;
export const getChat = (id) => request(`/sim/people/${id}/chat`);
export const addPerson = (profile) => post("/sim/people", profile);
export const say = (id, text) => post(`/sim/people/${id}/text`, { text });
export const press = (id, text, place = {}) => post(`/sim/people/${id}/press`, { text, ...place });
export const sendPlace = (id, place) => post(`/sim/people/${id}/location`, place);
export const sendContact = (id) => post(`/sim/people/${id}/contact`);
export const tap = (id, message, data) => post(`/sim/people/${id}/tap`, { message_id: message.message_id, version: message.version, data });
export const setBlocked = (id, blocked) => post(`/sim/people/${id}/${blocked ? "block" : "unblock"}`);
export const reset = () => post("/sim/reset");

// `kind`: photo or document.
export const sendFile = (id, kind, file, caption) => upload(`/sim/people/${id}/${kind}`, { [kind]: file }, caption);
export const sendAlbum = (id, files, caption) => upload(`/sim/people/${id}/album`, Object.fromEntries(files.map((file, at) => [`photo${at}`, file])), caption);

function upload(path, parts, caption) {
  const form = new FormData();
  form.append("caption", caption);
  for (const [name, file] of Object.entries(parts)) form.append(name, file, file.name || "photo.jpg");
  return request(path, { method: "POST", body: form });
}

const KINDS = ["hello", "reload", "message", "keyboard", "typing", "answer", "person", "people", "commands", "call", "reset"];
const RETRY = 1000;

// Follows the events of some people; `change` hears "connecting", "online" or "lost".
export class Stream {
  constructor(people, hear, change) {
    this.address = `/sim/events?people=${people.join(",")}`;
    this.hear = hear;
    this.change = change;
    this.open();
  }

  open() {
    this.source = new EventSource(this.address);
    this.source.onopen = () => this.change("online");
    this.source.onerror = () => this.recover();
    for (const kind of KINDS) this.source.addEventListener(kind, (event) => this.hear(kind, JSON.parse(event.data)));
  }

  // A browser retries a broken stream by itself, but gives up for good on a refused one.
  recover() {
    this.change("lost");
    if (this.source.readyState === EventSource.CLOSED) this.retry = setTimeout(() => this.open(), RETRY);
  }

  close() {
    clearTimeout(this.retry);
    this.source.close();
  }
}
