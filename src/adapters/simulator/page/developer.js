// The developer's pane: what the bot asked of the Bot API, and the data behind the buttons.

import { getCalls } from "./api.js";
import { element } from "./dom.js";
import { say } from "./words.js";

const KEPT = 300;

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });

export class Developer {
  constructor(node) {
    this.node = node;
    this.list = element("ol", {});
    this.node.append(element("h2", {}, say("calls")), this.list);
    this.node.ariaLabel = say("developer");
    this.list.dataset.empty = say("noCalls");
  }

  async toggle() {
    this.node.hidden = !this.node.hidden;
    document.body.classList.toggle("developing", !this.node.hidden);
    if (!this.node.hidden) await this.load();
    return !this.node.hidden;
  }

  async load() {
    const calls = await getCalls();
    this.list.replaceChildren(...calls.slice(-KEPT).reverse().map(row));
  }

  add(call) {
    if (this.node.hidden) return;
    this.list.prepend(row(call));
    while (this.list.children.length > KEPT) this.list.lastChild.remove();
  }

  clear() {
    this.list.replaceChildren();
  }
}

function row(call) {
  const head = element("summary", {},
    element("time", {}, clock.format(new Date(call.at * 1000))),
    element("b", {}, call.method),
    element("span", { className: "chat" }, call.chat_id ?? ""),
    element("span", { className: call.ok ? "good" : "bad" }, call.ok ? `${(call.seconds * 1000).toFixed(0)} ms` : call.result.error_code ?? "✕"));
  const details = element("details", {}, head);
  details.addEventListener("toggle", () => details.append(...bodies(call)), { once: true });
  return element("li", {}, details);
}

const bodies = (call) => [call.params, call.result].map((body) => element("pre", {}, JSON.stringify(body, null, 2)));
