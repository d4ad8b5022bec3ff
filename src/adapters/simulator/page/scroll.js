// The scrolling part of a chat: follows new messages while it is at the bottom, and else says that there are some.

import { element, icon } from "./dom.js";
import { say } from "./words.js";

const NEAR = 60; // pixels from the bottom that still count as at the bottom

export class Scroll {
  constructor() {
    this.list = element("div", { className: "messages", role: "log" });
    this.pane = element("div", { className: "pane", tabIndex: -1, onscroll: () => this.scrolled() }, this.list);
    this.count = element("b", {});
    this.jump = element("button", { type: "button", className: "jump", hidden: true, ariaLabel: say("toBottom"), onclick: () => this.toBottom() }, icon("down"), this.count);
    this.node = element("div", { className: "history" }, this.pane, this.jump);
    this.stuck = true;
    this.unread = 0;
    const follow = new ResizeObserver(() => this.stuck && this.toBottom());
    follow.observe(this.list);
    follow.observe(this.pane);
  }

  arrived(fromBot) {
    if (this.stuck || !fromBot) return this.toBottom();
    this.unread += 1;
    this.mark();
  }

  scrolled() {
    this.stuck = this.pane.scrollHeight - this.pane.scrollTop - this.pane.clientHeight < NEAR;
    if (this.stuck) this.unread = 0;
    this.mark();
  }

  toBottom() {
    this.pane.scrollTop = this.pane.scrollHeight;
    this.stuck = true;
    this.unread = 0;
    this.mark();
  }

  mark() {
    this.jump.hidden = this.stuck;
    this.count.textContent = this.unread || "";
    this.count.ariaLabel = this.unread ? say("jump", { count: this.unread }) : null;
  }

  showWelcome(welcome) {
    this.pane.querySelector(".welcome")?.remove();
    if (welcome) this.pane.prepend(welcome);
  }
}
