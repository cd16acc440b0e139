// What is drawn on the map. Every text goes into textContent: none of it is read as HTML.
"use strict";

const mapLayers = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const DROP = "M13 33 C11 27 1 21 1 13 A12 12 0 0 1 25 13 C25 21 15 27 13 33 Z";
  const HOUSE = "M13 6 L20 12.5 H18 V17.5 H8 V12.5 H6 Z";

  function element(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function path(shape, name) {
    const made = document.createElementNS(SVG, "path");
    made.setAttribute("d", shape);
    made.setAttribute("class", name);
    return made;
  }

  function pinIcon(isPinned) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", "26");
    svg.setAttribute("height", "34");
    svg.append(path(DROP, "drop"), path(HOUSE, "house"), path("M11.5 13 H14.5 V17.5 H11.5 Z", "door"));
    const name = isPinned ? "pin pinned" : "pin";
    return L.divIcon({ html: svg, className: name, iconSize: [26, 34], iconAnchor: [13, 33] });
  }

  function north() {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", "12");
    svg.setAttribute("height", "16");
    svg.append(path("M6 0 L12 16 L6 12 L0 16 Z", "arrow"));
    return svg;
  }

  function tip(name, detail) {
    const made = element("div", "tip");
    made.append(element("span", "", name));
    if (detail) made.append(element("small", "", detail));
    return made;
  }

  function label(marker, words) {
    const node = marker.getElement();
    if (node) node.setAttribute("aria-label", words);
  }

  function pin(group, view, hands) {
    const options = { icon: pinIcon(view.isPinned), draggable: view.isMovable, zIndexOffset: 1000 };
    const marker = L.marker(view.home, { ...options, autoPan: true, keyboard: true });
    marker.on("dragstart", hands.onHeld);
    marker.on("dragend", () => hands.onMoved(marker.getLatLng()));
    group.addLayer(marker);
    if (view.label) marker.bindTooltip(tip(view.label), { direction: "top", offset: [0, -34] });
    label(marker, view.label);
  }

  function circle(group, view) {
    if (!view.accuracy || view.isPinned) return;
    group.addLayer(L.circle(view.home, { radius: view.accuracy, className: "circle", interactive: false, stroke: true }));
  }

  function place(group, number, one, onChosen) {
    const html = element("span", "", String(number));
    const icon = L.divIcon({ html, className: "place", iconSize: [22, 22] });
    const marker = L.marker(one.position, { icon, keyboard: true, riseOnHover: true });
    marker.on("click keypress", (event) => {
      if (event.type === "click" || event.originalEvent.key === "Enter") onChosen(one.id);
    });
    group.addLayer(marker);
    marker.bindTooltip(tip(`${number} ${one.name}`, one.detail), { direction: "top", offset: [0, -11] });
    label(marker, `${number} ${one.name} ${one.detail}`);
  }

  function home(group, view, hands) {
    view.places.forEach((one, index) => place(group, index + 1, one, hands.onChosen));
    if (view.home === null) return;
    circle(group, view);
    pin(group, view, hands);
  }

  function ring(group, map, at, one) {
    group.addLayer(L.circle(at, { radius: one.metres, className: "ring", interactive: false }));
    const north = [at[0] + one.metres / 111195, at[1]];
    const icon = L.divIcon({ html: element("span", "", one.words), className: "ring-words", iconSize: [140, 18], iconAnchor: [70, 20] });
    group.addLayer(L.marker(north, { icon, interactive: false, keyboard: false }));
  }

  function rings(group, map, view) {
    if (view.home !== null) view.rings.forEach((one) => ring(group, map, view.home, one));
  }

  function ringRoom(map, home, one) {
    const at = map.latLngToContainerPoint([home[0] + one.metres / 111195, home[1]]);
    const half = one.words.length * 6.5 + 4;
    return { left: at.x - half, right: at.x + half, top: at.y - 20, bottom: at.y };
  }

  function room(at, words) {
    const half = words.length * 6.5 + 4;
    return { left: at.x - half, right: at.x + half, top: at.y + 3, bottom: at.y + 24 };
  }

  function meet(one, other) {
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  }

  function towns(group, map, found, taken) {
    for (const town of found) {
      const wanted = room(map.latLngToContainerPoint(town.position), town.name);
      if (taken.some((one) => meet(one, wanted))) continue;
      taken.push(wanted);
      const html = element("div", "");
      html.append(element("i", ""), element("span", "", town.name));
      const icon = L.divIcon({ html, className: "town", iconSize: [160, 24], iconAnchor: [80, 3] });
      group.addLayer(L.marker(town.position, { icon, interactive: false, keyboard: false }));
    }
  }

  return { element, home, north, ringRoom, rings, towns };
})();
