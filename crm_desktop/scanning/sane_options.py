"""What a scanner of SANE offers, as ``scanimage -A`` prints it, and how to ask it for a wish."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from crm_desktop.errors.scanning import ScannerCannot
from crm_desktop.scanning.wishes import ScanWishes


@dataclass(frozen=True, slots=True)
class SaneOption:
    """One option: its ``choices`` in the scanner's words, or the least and most of a number."""

    choices: tuple[str, ...] = ()
    least: float = 0.0
    most: float = 0.0


def read_options(lines: Iterable[str]) -> dict[str, SaneOption]:
    """Return the options that can be set, by their names without dashes (``source``, ``x``)."""
    found = (_OPTION.match(line) for line in lines)
    return {
        option["name"]: _option(option["flag"] or option["values"] or "")
        for option in found
        if option and option["now"] != "inactive"
    }


def arguments_for(source: str, wishes: ScanWishes, options: Mapping[str, SaneOption]) -> list[str]:
    """Return the arguments by which ``scanimage`` scans as wished; ``source`` is named in errors.

    Raises:
        ScannerCannot: the scanner offers nothing of the kind.
    """
    arguments = [*_feed(source, wishes.feed, options)]
    if "mode" in options:
        offered = options["mode"].choices
        arguments.append(f"--mode={_chosen(source, 'mode', wishes.mode, offered)}")
    if "resolution" in options:
        arguments.append(f"--resolution={_nearest(options['resolution'], wishes.resolution)}")
    for name, millimetres in zip(("x", "y"), wishes.size_mm, strict=True):
        if name in options:
            arguments += [f"-{name}", str(millimetres)]
    return arguments


def _feed(source: str, feed: str, options: Mapping[str, SaneOption]) -> list[str]:
    """Return what chooses glass or feeder; scanners that have only one do not ask."""
    sides: list[str] = []
    wanted = feed
    if feed == "duplex" and (sides := _both_sides(options)):
        wanted = "feeder"
    offered = options.get("source", SaneOption()).choices
    if not offered and (feed != "duplex" or sides):
        return sides
    return [f"--source={_chosen(source, 'feed', wanted, offered)}", *sides]


def _both_sides(options: Mapping[str, SaneOption]) -> list[str]:
    """Return what makes both sides be scanned where it is no kind of source; empty elsewhere."""
    if "yes" in options.get("duplex", SaneOption()).choices:
        return ["--duplex=yes"]
    for choice in options.get("adf-mode", SaneOption()).choices:
        if "duplex" in choice.casefold():
            return [f"--adf-mode={choice}"]
    return []


def _chosen(source: str, setting: str, wanted: str, offered: tuple[str, ...]) -> str:
    """Return the first of the ``offered`` that means what is ``wanted``."""
    for choice in offered:
        if _MEANS[wanted](choice.casefold()):
            return choice
    raise ScannerCannot(source, setting=setting, wanted=wanted, offered=", ".join(offered))


def _nearest(option: SaneOption, wanted: int) -> str:
    """Return the offered number next above ``wanted``, or the largest."""
    numbers = sorted(int(choice) for choice in option.choices if choice.isdecimal())
    if numbers:
        return str(next((number for number in numbers if number >= wanted), numbers[-1]))
    return str(int(min(max(wanted, option.least), option.most or wanted)))


def _option(values: str) -> SaneOption:
    if span := _SPAN.match(values):
        return SaneOption(least=float(span["least"]), most=float(span["most"]))
    plain = re.sub(r"\|?<[^>]*>|,\.\.\.$", "", values)
    choices = tuple(choice for choice in plain.split("|") if choice)
    return SaneOption(tuple(_UNIT.sub(r"\1", choice) for choice in choices))


def _is_flatbed(choice: str) -> bool:
    return any(word in choice for word in ("flatbed", "platen", "document table", "glass"))


def _is_duplex(choice: str) -> bool:
    return any(word in choice for word in ("duplex", "both sides", "2-sided"))


def _is_feeder(choice: str) -> bool:
    named = any(word in choice for word in ("adf", "feeder"))
    return named and not _is_duplex(choice) and "back" not in choice


_MEANS: Final[Mapping[str, Callable[[str], bool]]] = {
    "flatbed": _is_flatbed,
    "duplex": _is_duplex,
    "feeder": _is_feeder,
    "color": lambda choice: "color" in choice or "colour" in choice,
    "gray": lambda choice: "gray" in choice or "grey" in choice,
    "lineart": lambda choice: any(
        word in choice for word in ("lineart", "black & white", "binary")
    ),
}
_OPTION: Final = re.compile(
    r"^ {2,8}--?(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?:\[=\((?P<flag>[^)]*)\)\])?"
    r"(?: (?P<values>.+?))? \[(?P<now>(?:[^\[\]]|\[[^\[\]]*\])*)\](?: \[[a-z, ]+\])*\s*$"
)
_SPAN: Final = re.compile(r"^(?P<least>-?[0-9.]+)\.\.(?P<most>[0-9.]+)")
_UNIT: Final = re.compile(r"^([0-9]+)(?:dpi|mm|pel|us|%)$")
