// Building blocks: every text on the page goes through textContent, never through markup.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  send: "M3 20.500v-7l9-1.500-9-1.500v-7L22 12z",
  attach: "M16.500 6.500v10a4.500 4.500 0 0 1-9 0V6a3 3 0 0 1 6 0v9.500a1.500 1.500 0 0 1-3 0V7H9v8.500a3 3 0 0 0 6 0V6a4.500 4.500 0 0 0-9 0v10.500a6 6 0 0 0 12 0v-10z",
  keys: "M4 5h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V7c0-1.100.9-2 2-2zm1 3v2h2V8zm4 0v2h2V8zm4 0v2h2V8zm4 0v2h2V8zM5 12v2h2v-2zm4 0v2h6v-2zm8 0v2h2v-2z",
  down: "M12 16.500 5.500 10 7 8.500l5 5 5-5 1.500 1.500z",
  block: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2c1.800 0 3.500.6 4.900 1.700L5.700 16.900A8 8 0 0 1 12 4zm0 16c-1.800 0-3.500-.6-4.900-1.700L18.300 7.100A8 8 0 0 1 12 20z",
  code: "M8.700 16.600 4.100 12l4.600-4.600L7.300 6l-6 6 6 6zm6.600 0 4.600-4.600-4.600-4.600L16.700 6l6 6-6 6z",
  reset: "M12 5V1.500L7 6.500l5 5V8a5 5 0 1 1-5 5H5a7 7 0 1 0 7-8z",
  file: "M6 2h8l5 5v13a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zm7 1.500V8h4.500zM8 12v2h8v-2zm0 4v2h6v-2z",
  plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
};

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && name !== "list") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

export function icon(name) {
  const image = document.createElementNS(SVG, "svg");
  image.setAttribute("viewBox", "0 0 24 24");
  image.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  image.append(path);
  return image;
}

export function iconButton(name, label, onclick, className = "") {
  return element("button", { type: "button", className: `icon ${className}`, title: label, ariaLabel: label, onclick }, icon(name));
}

export function avatar(id, name) {
  const initials = name.split(/\s+/).map((word) => [...word][0] ?? "").slice(0, 2).join("").toUpperCase();
  return element("span", { className: `avatar tint-${Math.abs(id) % 7}`, ariaHidden: "true" }, initials);
}

export function fullName(person) {
  return [person.first_name, person.last_name].filter(Boolean).join(" ");
}
