// One page for ever: the desk calls crmMap.show with whom to show; clicks go back over the channel.
"use strict";

(() => {
  const OUTLINES_TO_ZOOM = 11;
  const RINGS_FROM_ZOOM = 13;
  const TILES_ON_END = 4;
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
  let isShowing = false;
  let tilesKey = "";
  let tilesFrom = 0;
  let tilesFail = false;
  let tilesGood = 0;
  let tilesBad = 0;
  let ground = 0;
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

  // The number after the ? makes another server's tiles other files, also to the engine's memory.
  function showTiles() {
    const key = view.isOnline ? JSON.stringify([view.zooms, view.credits]) : "";
    if (key === tilesKey) return;
    tilesKey = key;
    if (tiles !== null) tiles.remove();
    tiles = null;
    if (!view.isOnline) return;
    tilesFrom += 1;
    tiles = L.tileLayer(`crm-map://tiles/{z}/{x}/{y}?${tilesFrom}`, {
      minNativeZoom: view.zooms[0], maxNativeZoom: view.zooms[1], maxZoom: 18, keepBuffer: 1,
    });
    const shown = tiles;
    tiles.on("tileload", () => countTile(shown, true));
    tiles.on("tileerror", () => countTile(shown, false));
    tiles.addTo(map);
  }

  // Tiles fail when the first ones of a home do, or several on end.
  function countTile(layer, isGood) {
    if (layer !== tiles) return;
    tilesGood += isGood ? 1 : 0;
    tilesBad = isGood ? 0 : tilesBad + 1;
    const failing = !isGood && (tilesGood === 0 || tilesBad >= TILES_ON_END || tilesFail);
    if (failing === tilesFail) return;
    tilesFail = failing;
    renewGround();
  }

  function forgetTiles() {
    tilesFail = false;
    tilesGood = 0;
    tilesBad = 0;
  }

  // Outlines and town names, where there are no tiles.
  function renewGround() {
    showGround().catch(() => {});
  }

  async function showGround() {
    ground += 1;
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
    await Promise.all([showOutlines(zoom, ground), showTowns(ground)]);
  }

  async function readOutlines() {
    if (outlines === null) outlines = await fetch("crm-map://data/outlines").then((answer) => answer.json());
    return outlines;
  }

  async function showOutlines(zoom, asked) {
    if (zoom > OUTLINES_TO_ZOOM) return;
    const found = await readOutlines();
    if (asked === ground) {
      offline.addLayer(L.geoJSON(found, { interactive: false, style: { className: "outline" } }));
    }
  }

  async function showTowns(asked) {
    const seen = map.getBounds();
    const query = `south=${seen.getSouth()}&west=${seen.getWest()}&north=${seen.getNorth()}&east=${seen.getEast()}`;
    const found = await fetch(`crm-map://data/towns?${query}`).then((answer) => answer.json());
    if (asked !== ground) return;
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
    isShowing = true;
    view = shown.view;
    serial = shown.serial;
    subject = view.subject;
    dress(shown.look);
    people.clearLayers();
    if (!isSame) {
      townNames.clearLayers();
      forgetTiles();
    }
    if (framesAnew) {
      frame(shown.frame);
      isTouched = false;
    } else if (shown.reframing === "never" && view.home !== null) {
      map.panInside(view.home, { padding: [40, 40], animate: false });
    }
    showCredits(view.credits);
    showTiles();
    mapLayers.home(people, view, hands(serial));
    isShowing = false;
    renewGround();
    confirm(shown);
  }

  // What the operator does with the home of this number.
  function hands(asked) {
    return {
      onHeld: touch,
      onMoved: (at) => desk.move_pin(asked, at.lat, at.lng),
      onChosen: (id) => desk.choose_place(asked, id),
    };
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
    if (view !== null && !isShowing) renewGround();
  });

  new QWebChannel(qt.webChannelTransport, (channel) => {
    desk = channel.objects.desk;
    window.crmMap = { show, frameAnew, zoom };
    desk.on_loaded();
  });
})();
