// One page for ever: the desk calls crmMap.show with whom to show; clicks go back over the channel.
"use strict";

(() => {
  const OUTLINES_TO_ZOOM = 11;
  const RINGS_FROM_ZOOM = 13;
  const map = map_home;
  const seal = document.body.appendChild(mapLayers.element("div", ""));
  seal.id = "seal";
  const people = L.layerGroup().addTo(map);
  const offline = L.layerGroup().addTo(map);
  const townNames = L.layerGroup().addTo(map);
  let tiles = null;
  let outlines = null;
  let desk = null;
  let view = null;
  let subject = null;
  let isTouched = false;
  let tilesFail = false;
  let serial = 0;

  function corner(position, name) {
    const box = mapLayers.element("div", name);
    const control = L.control({ position });
    control.onAdd = () => box;
    control.addTo(map);
    return box;
  }

  const note = corner("topleft", "note");
  L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 110 }).addTo(map);
  const credit = corner("bottomright", "credit");
  const north = corner("topright", "north");
  north.append(mapLayers.north(), "N");

  function dress(look) {
    const root = document.documentElement;
    root.classList.toggle("dark", look.isDark);
    for (const [name, colour] of Object.entries(look.colours)) root.style.setProperty(`--${name}`, colour);
  }

  function showCredits(credits) {
    credit.replaceChildren();
    credits.forEach((one, index) => {
      if (index) credit.append(" · ");
      const part = mapLayers.element(one.link ? "a" : "span", "", one.words);
      if (one.link) {
        part.href = "#";
        part.addEventListener("click", (event) => {
          event.preventDefault();
          desk.choose_link(serial, one.link);
        });
      }
      credit.append(part);
    });
  }

  function isOffline() {
    return view !== null && (!view.isOnline || tilesFail);
  }

  function showTiles() {
    if (tiles !== null) tiles.remove();
    tiles = null;
    tilesFail = false;
    if (!view.isOnline) return;
    tiles = L.tileLayer("crm-map://tiles/{z}/{x}/{y}", {
      minNativeZoom: view.zooms[0], maxNativeZoom: view.zooms[1], maxZoom: 18, keepBuffer: 1,
    });
    const shown = tiles;
    let good = 0;
    tiles.on("tileload", () => {
      good += 1;
      if (shown === tiles && tilesFail) haveTilesFail(false);
    });
    tiles.on("tileerror", () => {
      if (shown === tiles && !good && !tilesFail) haveTilesFail(true);
    });
    tiles.addTo(map);
  }

  function haveTilesFail(failing) {
    tilesFail = failing;
    showGround();
  }

  // Outlines and town names, where there are no tiles.
  async function showGround() {
    const zoom = map.getZoom();
    note.textContent = tilesFail ? view.words.noTiles : view.isOnline ? "" : view.words.offline;
    note.title = view.isOnline ? "" : view.words.offlineTip;
    offline.clearLayers();
    map.getContainer().classList.toggle("whole", isOffline() && zoom <= OUTLINES_TO_ZOOM);
    if (isOffline() && zoom >= RINGS_FROM_ZOOM) mapLayers.rings(offline, map, view);
    if (!isOffline()) {
      townNames.clearLayers();
      return;
    }
    await Promise.all([showOutlines(zoom), showTowns()]);
  }

  async function showOutlines(zoom) {
    if (zoom > OUTLINES_TO_ZOOM) return;
    if (outlines === null) outlines = fetch("crm-map://data/outlines").then((answer) => answer.json());
    const found = await outlines;
    if (isOffline() && map.getZoom() === zoom) {
      offline.addLayer(L.geoJSON(found, { interactive: false, style: { className: "outline" } }));
    }
  }

  async function showTowns() {
    const asked = serial;
    const seen = map.getBounds();
    const query = `south=${seen.getSouth()}&west=${seen.getWest()}&north=${seen.getNorth()}&east=${seen.getEast()}`;
    const found = await fetch(`crm-map://data/towns?${query}`).then((answer) => answer.json());
    if (asked !== serial || !isOffline() || !map.getBounds().equals(seen)) return;
    townNames.clearLayers();
    mapLayers.towns(townNames, map, found, takenByPeople());
  }

  function takenByPeople() {
    const taken = view.places.map((one) => around(one.position, 12, 12, 12));
    if (view.home === null) return taken;
    const words = map.getZoom() < RINGS_FROM_ZOOM ? [] : view.rings.map((one) => mapLayers.ringRoom(map, view.home, one));
    return [around(view.home, 14, 34, 2), ...words, ...taken];
  }

  function around(position, half, up, down) {
    const at = map.latLngToContainerPoint(position);
    return { left: at.x - half, right: at.x + half, top: at.y - up, bottom: at.y + down };
  }

  function frame(first) {
    map.setView(first.middle, first.zoom, { animate: false });
  }

  // Tell the desk once a picture with this home's seal has been made.
  function confirm(shown) {
    seal.style.background = shown.seal;
    requestAnimationFrame(() => requestAnimationFrame(() => desk.on_shown(shown.serial)));
  }

  function show(shown) {
    const isSame = subject === shown.view.subject;
    const framesAnew = shown.reframing === "always" || (shown.reframing === "untouched" && !isTouched);
    const hadTiles = view !== null && view.isOnline && String(view.zooms) === String(shown.view.zooms);
    view = shown.view;
    serial = shown.serial;
    subject = view.subject;
    dress(shown.look);
    people.clearLayers();
    if (!isSame) townNames.clearLayers();
    if (framesAnew) {
      frame(shown.frame);
      isTouched = false;
    } else if (shown.reframing === "never" && view.home !== null) {
      map.panInside(view.home, { padding: [40, 40], animate: false });
    }
    showCredits(view.credits);
    if (!view.isOnline || !hadTiles) showTiles();
    const asked = serial;
    mapLayers.home(people, view, (at) => desk.move_pin(asked, at.lat, at.lng), (id) => desk.choose_place(asked, id));
    showGround().catch(() => {});
    confirm(shown);
  }

  function touch() {
    isTouched = true;
  }

  function frameAnew(first) {
    if (!isTouched) frame(first);
  }

  function zoom(steps) {
    touch();
    map.setZoom(map.getZoom() + steps, { animate: false });
  }

  map.on("dragstart", touch);
  map.getContainer().addEventListener("wheel", touch, { passive: true });
  map.getContainer().addEventListener("keydown", touch);
  map.getContainer().addEventListener("dblclick", touch);
  map.on("moveend", () => {
    if (view !== null) showGround().catch(() => {});
  });

  new QWebChannel(qt.webChannelTransport, (channel) => {
    desk = channel.objects.desk;
    window.crmMap = { show, frameAnew, zoom };
    desk.on_loaded();
  });
})();
