// What a message carries besides words: photos, files, places, contacts.

import { avatar, element, fullName, icon } from "./dom.js";
import { mapPicture } from "./map.js";
import { openPhoto } from "./overlays.js";
import { fileSize, say } from "./words.js";

const address = (size) => `/sim/photos/${size.file_unique_id}.jpg`;

// One node for all messages of an album, or for a single one; null for mere text.
export function mediaView(messages) {
  const photos = messages.filter((message) => message.photo);
  if (photos.length > 1) return element("div", { className: photos.length % 2 ? "album odd" : "album" }, photos.map(photoView));
  if (photos.length) return photoView(photos[0]);
  const rows = messages.map(rowView).filter(Boolean);
  return rows.length ? element("div", { className: "carried" }, rows) : null;
}

function rowView(message) {
  if (message.document) return fileView(message.document);
  if (message.location) return placeView(message.location, message.venue);
  return message.contact ? contactView(message.contact) : null;
}

function photoView(message) {
  const largest = message.photo[message.photo.length - 1];
  const image = element("img", { src: address(largest), width: largest.width, height: largest.height, alt: message.caption ?? say("photo"), decoding: "async" });
  const open = () => openPhoto(address(largest), message.caption ?? "");
  const holder = element("button", { type: "button", className: "photo", ariaLabel: say("photo"), onclick: open }, image);
  if (message.has_media_spoiler) {
    holder.classList.add("veiled");
    holder.addEventListener("click", (event) => unveil(event, holder), { capture: true });
  }
  return holder;
}

function unveil(event, holder) {
  if (!holder.classList.contains("veiled")) return;
  event.stopImmediatePropagation();
  holder.classList.remove("veiled");
}

function fileView(file) {
  const words = element("span", { className: "about" }, element("b", {}, file.file_name), element("small", {}, fileSize(file.file_size)));
  const href = `/sim/files/${file.file_unique_id}`;
  return element("a", { className: "file", href, download: file.file_name, title: say("download") }, element("span", { className: "disc" }, icon("file")), words);
}

function placeView({ latitude, longitude }, venue) {
  const point = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  const words = venue ? [element("b", {}, venue.title), element("span", {}, venue.address), element("small", {}, point)] : [element("b", {}, say("place")), element("small", {}, point)];
  return element("a", { className: "place", href, target: "_blank", rel: "noopener noreferrer", title: say("openMap") }, mapPicture(latitude, longitude), element("span", { className: "about" }, words));
}

function contactView(contact) {
  const name = fullName(contact);
  const phone = contact.phone_number.startsWith("+") ? contact.phone_number : `+${contact.phone_number}`;
  const words = element("span", { className: "about" }, element("b", {}, name), element("small", {}, phone));
  return element("a", { className: "contact", href: `tel:${phone}` }, avatar(contact.user_id ?? 0, name), words);
}

// In a line of a quoted message.
export function mediaName(message) {
  if (message.document) return message.document.file_name;
  if (message.location) return message.venue?.title ?? say("place");
  return say(message.contact ? "contact" : "photo");
}
