// Sending more than words: photos and files, a place, one's phone number.

import { element } from "./dom.js";
import { ask } from "./overlays.js";
import { say } from "./words.js";

const ALBUM = 10; // photos that go as one
const PLACES = { "55.75580, 37.61730": "Москва · Moscow", "59.93860, 30.31410": "Санкт-Петербург · Saint Petersburg", "55.79610, 49.10640": "Казань · Kazan", "43.58550, 39.72310": "Сочи · Sochi" };

// Ask about the chosen files; `finish(files, caption, asPhotos)` when they are to be sent.
export function offerFiles(files, caption, finish) {
  const pictures = files.every((file) => file.type.startsWith("image/"));
  const shown = pictures ? element("div", { className: files.length > 1 ? "previews" : "" }, files.slice(0, ALBUM).map(preview)) : element("ul", { className: "names" }, files.map((file) => element("li", {}, file.name)));
  const words = element("input", { name: "caption", placeholder: say("caption"), ariaLabel: say("caption"), maxLength: 1024, value: caption });
  const asFile = element("label", { className: "check" }, element("input", { type: "checkbox", name: "file" }), say("asFile"));
  ask(say("attach"), [shown, words, pictures ? asFile : null].filter(Boolean), say("send"), (values) => finish(files.slice(0, ALBUM), values.caption, pictures && !values.file));
}

function preview(file) {
  const address = URL.createObjectURL(file);
  return element("img", { className: "preview", src: address, alt: file.name, onload: () => URL.revokeObjectURL(address) });
}

// Ask where the person is; `finish({ latitude, longitude })`.
export function offerPlace(question, finish) {
  const point = element("input", { name: "point", required: true, ariaLabel: say("coordinates"), value: Object.keys(PLACES)[0], pattern: "\\s*-?\\d+(\\.\\d+)?\\s*,\\s*-?\\d+(\\.\\d+)?\\s*", autocomplete: "off" });
  const choices = Object.entries(PLACES).map(([value, name]) => element("option", { value }, name));
  const choice = element("select", { ariaLabel: say("city"), onchange: () => { point.value = choice.value; } }, choices);
  ask(say("place"), [element("p", {}, question), choice, point], say("send"), (values) => {
    const [latitude, longitude] = values.point.split(",").map(Number);
    finish({ latitude, longitude });
  });
}

// Ask before the phone number is told; `finish(phone)`.
export function offerContact(question, known, finish) {
  const phone = element("input", { name: "phone", type: "tel", required: true, ariaLabel: say("phone"), placeholder: "+7 900 000-00-00", value: known ?? "", pattern: "\\+?[\\d\\s\\-\\(\\)]{5,20}", autocomplete: "off" });
  ask(say("contact"), [element("p", {}, question), phone], say("share"), (values) => finish(values.phone.replace(/[^\d+]/g, "")));
}
