"""The XML of eSCL: what a scanner can, how it is, and how it is asked for a scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, tostring
from xml.parsers import expat

from crm_desktop.errors.scanning import ScannerCannot
from crm_desktop.scanning.wishes import ScanWishes

MOST_ELEMENTS: Final = 20_000
DEEPEST: Final = 30


class StrangeXml(ValueError):
    """What a scanner sent is no XML of its kind that can be trusted."""


@dataclass(frozen=True, slots=True)
class EsclInput:
    """What the glass or the feeder can: sizes in 1/300 inch, dots an inch; 0 where not told.

    With a ``most_resolution`` everything up to it will do, else only one of ``resolutions``.
    """

    modes: tuple[str, ...] = ()
    resolutions: tuple[int, ...] = ()
    most_resolution: int = 0
    formats: tuple[str, ...] = ()
    most_wide: int = 0
    most_high: int = 0


@dataclass(frozen=True, slots=True)
class EsclScanner:
    """Its parts by our words for them (`FEEDS`), and its version of eSCL."""

    version: str
    inputs: dict[str, EsclInput]


@dataclass(frozen=True, slots=True)
class EsclStatus:
    """How it is: ``state`` is Idle, Processing, Testing, Stopped or Down; ``feeder`` may be ""."""

    state: str
    feeder: str = ""


def read_capabilities(body: bytes) -> EsclScanner:
    """Return what a scanner can.

    Raises:
        StrangeXml: ``body`` is no ScannerCapabilities, or holds a DTD or entities.
    """
    root = _root(body, "ScannerCapabilities")
    paths = {
        "flatbed": ("Platen", "PlatenInputCaps"),
        "feeder": ("Adf", "AdfSimplexInputCaps"),
        "duplex": ("Adf", "AdfDuplexInputCaps"),
    }
    found = {feed: _child(_child(root, part), kind) for feed, (part, kind) in paths.items()}
    inputs = {feed: _input(element) for feed, element in found.items() if element is not None}
    return EsclScanner(_text(_child(root, "Version")) or "2.0", inputs)


def read_status(body: bytes) -> EsclStatus:
    """Return how a scanner is.

    Raises:
        StrangeXml: ``body`` is no ScannerStatus, or holds a DTD or entities.
    """
    root = _root(body, "ScannerStatus")
    return EsclStatus(_text(_child(root, "State")), _text(_child(root, "AdfState")))


def scan_request(source: str, wishes: ScanWishes, scanner: EsclScanner) -> bytes:
    """Return the ScanSettings that ask for a scan as wished; ``source`` is named in errors.

    Raises:
        ScannerCannot: the scanner offers nothing of the kind.
    """
    can = scanner.inputs.get(wishes.feed)
    if can is None:
        offered = ", ".join(scanner.inputs)
        raise ScannerCannot(source, setting="feed", wanted=wishes.feed, offered=offered)
    media_type = _format(source, can.formats)
    resolution = str(_resolution(wishes.resolution, can))
    root = Element("scan:ScanSettings", {"xmlns:scan": _SCAN, "xmlns:pwg": _PWG})
    _add(root, "pwg:Version", scanner.version)
    _add_region(SubElement(root, "pwg:ScanRegions"), wishes, can)
    _add(root, "pwg:InputSource", "Platen" if wishes.feed == "flatbed" else "Feeder")
    _add(root, "scan:ColorMode", _mode(source, wishes.mode, can.modes))
    _add(root, "scan:XResolution", resolution)
    _add(root, "scan:YResolution", resolution)
    _add(root, "pwg:DocumentFormat", media_type)
    if scanner.version >= _SAYS_FORMAT_AGAIN:
        _add(root, "scan:DocumentFormatExt", media_type)
    if wishes.feed != "flatbed":
        _add(root, "scan:Duplex", str(wishes.feed == "duplex").lower())
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _add_region(regions: Element, wishes: ScanWishes, can: EsclInput) -> None:
    wide, high = (round(side * _UNITS_PER_INCH / _MM_PER_INCH) for side in wishes.size_mm)
    region = SubElement(regions, "pwg:ScanRegion")
    _add(region, "pwg:ContentRegionUnits", "escl:ThreeHundredthsOfInches")
    _add(region, "pwg:XOffset", "0")
    _add(region, "pwg:YOffset", "0")
    _add(region, "pwg:Width", str(min(wide, can.most_wide or wide)))
    _add(region, "pwg:Height", str(min(high, can.most_high or high)))


def _input(element: Element) -> EsclInput:
    numbers = {_number(each) for each in _all(element, "XResolution")}
    spans = _all(element, "XResolutionRange")
    formats = (*_all(element, "DocumentFormatExt"), *_all(element, "DocumentFormat"))
    return EsclInput(
        modes=tuple(dict.fromkeys(map(_text, _all(element, "ColorMode")))),
        resolutions=tuple(sorted(numbers - {0})),
        most_resolution=max((_number(_child(span, "Max")) for span in spans), default=0),
        formats=tuple(dict.fromkeys(map(_text, formats))),
        most_wide=_number(_child(element, "MaxWidth")),
        most_high=_number(_child(element, "MaxHeight")),
    )


def _mode(source: str, wanted: str, offered: Sequence[str]) -> str:
    names = {"color": "RGB24", "gray": "Grayscale8", "lineart": "BlackAndWhite1"}
    if offered and names[wanted] not in offered:
        raise ScannerCannot(source, setting="mode", wanted=wanted, offered=", ".join(offered))
    return names[wanted]


def _format(source: str, offered: Sequence[str]) -> str:
    for media_type in ("image/jpeg", "image/png", "image/tiff", "application/pdf"):
        if not offered or media_type in offered:
            return media_type
    raise ScannerCannot(source, setting="format", wanted="JPEG", offered=", ".join(offered))


def _resolution(wanted: int, can: EsclInput) -> int:
    """Return what is offered next above ``wanted``, or the most."""
    if can.most_resolution:
        return min(wanted, can.most_resolution)
    higher = (number for number in can.resolutions if number >= wanted)
    return next(higher, can.resolutions[-1]) if can.resolutions else wanted


def _root(body: bytes, name: str) -> Element:
    root = _Reader().read(body)
    if _name(root) != name:
        raise StrangeXml(f"{name} was expected")
    return root


class _Reader:
    """Builds the elements of one answer; DTDs and far too many elements are refused."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._depth = self._count = 0
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._builder.data
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse

    def read(self, body: bytes) -> Element:
        """Return the root."""
        try:
            self._parser.Parse(body, True)
            return self._builder.close()
        except (expat.ExpatError, AssertionError, UnicodeError, LookupError) as error:
            raise StrangeXml("no XML") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise StrangeXml("far more than a scanner says")
        self._builder.start(name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(name)

    def _refuse(self, *_said: object) -> None:
        raise StrangeXml("a DTD")


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _child(element: Element | None, name: str) -> Element | None:
    """Return the first child of this name, in whatever namespace."""
    found = (each for each in (element if element is not None else ()) if _name(each) == name)
    return next(found, None)


def _all(element: Element, name: str) -> list[Element]:
    return [each for each in element.iter() if _name(each) == name]


def _text(element: Element | None) -> str:
    return (element.text or "").strip()[:_LONGEST_TEXT] if element is not None else ""


def _number(element: Element | None) -> int:
    text = _text(element)
    return int(text) if text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else 0


_SCAN: Final = "http://schemas.hp.com/imaging/escl/2011/05/03"
_PWG: Final = "http://www.pwg.org/schemas/2010/12/sm"
_UNITS_PER_INCH: Final = 300
_MM_PER_INCH: Final = 25.4
_SAYS_FORMAT_AGAIN: Final = "2.1"
_LONGEST_TEXT: Final = 200
_MOST_DIGITS: Final = 7
