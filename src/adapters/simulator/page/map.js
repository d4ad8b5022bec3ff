// A picture that looks like a map and is none: streets are drawn from the coordinates, nothing is fetched.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 320;
const HEIGHT = 150;

// The same numbers between 0 and 1 for the same place.
function dice(latitude, longitude) {
  let state = (Math.round(latitude * 1e5) * 73856093) ^ (Math.round(longitude * 1e5) * 19349663);
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export function mapPicture(latitude, longitude) {
  const roll = dice(latitude, longitude);
  const map = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "map", "aria-hidden": "true", preserveAspectRatio: "xMidYMid slice" });
  const town = shape("g", { transform: `rotate(${(roll() * 50 - 25).toFixed(1)} ${WIDTH / 2} ${HEIGHT / 2})` });
  town.append(park(roll), park(roll), river(roll), ...streets(roll));
  map.append(shape("rect", { class: "ground", width: WIDTH, height: HEIGHT }), town, pin());
  return map;
}

function park(roll) {
  return shape("rect", { class: "park", x: roll() * WIDTH - 20, y: roll() * HEIGHT - 30, width: 50 + roll() * 60, height: 30 + roll() * 40, rx: 8 });
}

function river(roll) {
  const y = roll() > 0.5 ? HEIGHT * 0.12 : HEIGHT * 0.9;
  return shape("path", { class: "water", d: `M-100 ${y} C 60 ${y - 40 * roll()}, 220 ${y + 50 * roll()}, 420 ${y - 15}` });
}

function streets(roll) {
  const lines = [];
  for (let x = -80; x < WIDTH + 80; x += 26 + roll() * 34) lines.push(shape("path", { class: roll() > 0.75 ? "avenue" : "street", d: `M${x.toFixed(1)} -150V300` }));
  for (let y = -90; y < HEIGHT + 90; y += 24 + roll() * 26) lines.push(shape("path", { class: roll() > 0.8 ? "avenue" : "street", d: `M-120 ${y.toFixed(1)}H440` }));
  return lines;
}

function pin() {
  const spot = shape("g", { class: "pin", transform: `translate(${WIDTH / 2} ${HEIGHT / 2})` });
  spot.append(shape("ellipse", { class: "shadow", rx: 8, ry: 3 }), shape("path", { d: "M0 0C-4-10-14-16-14-27a14 14 0 0 1 28 0C14-16 4-10 0 0z" }), shape("circle", { cy: -27, r: 5.5 }));
  return spot;
}
