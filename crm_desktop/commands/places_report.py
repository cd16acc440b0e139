"""What an import of places says when it is done, to a person and to a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from crm_desktop.actions.places import PlacesRequest, PlacesTally
from crm_desktop.commands.import_report import refusal_text, visible
from crm_desktop.domain.place import PlaceProblem
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.map import NoPlacesFound, PlaceFileBroken

STOPPED: Final = "stopped: nothing was kept, the places that were there are as they were"


@dataclass(frozen=True, slots=True)
class PlacesSummary:
    """One import of places that reached its end."""

    request: PlacesRequest
    tally: PlacesTally
    seconds: float
    dry_run: bool


def places_json(summary: PlacesSummary) -> str:
    """Return one JSON object on one line."""
    request, tally = summary.request, summary.tally
    fetched_on = tally.facts.fetched_on
    facts = {
        "table": "places",
        "file": str(request.path),
        "source": request.source,
        "licence": tally.facts.licence,
        "credit": tally.facts.credit,
        "fetched_on": fetched_on.isoformat() if fetched_on else None,
        "dry_run": summary.dry_run,
        "read": tally.read,
        "taken": tally.taken,
        **{kind.value: tally.kinds[kind] for kind in PlaceKind},
        "without_chain": tally.without_chain,
        "twins": tally.twins,
        "others": tally.others,
        "replaced": tally.replaced,
        "rejected": tally.refused,
        "rejections": [
            {"where": where, "problem": problem.value, "text": _WHY[problem]}
            for where, problem in tally.refusals
        ],
        "seconds": round(summary.seconds, 3),
        "stopped": False,
        "error": None,
    }
    return json.dumps(facts, ensure_ascii=True)


def places_text(summary: PlacesSummary) -> str:
    """Return the lines a person reads, without characters that would move a terminal's cursor."""
    return "\n".join(visible(line) for line in _lines(summary))


def places_refusal(error: CrmError) -> str:
    """Return a sentence for a file of which nothing was kept."""
    match error:
        case PlaceFileBroken():
            hint = _HINTS.get(error.detail, "")
            return visible(f"{error.path.name}: {error.detail}. Nothing was kept. {hint}".strip())
        case NoPlacesFound():
            return visible(
                f"{error.path.name} holds no place to pay among its {error.read:,} entries; what "
                "was there is kept. If they do not say what they are, --kind does."
            )
    return refusal_text(error)


def places_refusal_json(error: CrmError) -> str:
    """Return one JSON object for a file of which nothing was kept."""
    facts = {"error": places_refusal(error), "problem": type(error).__name__, "taken": 0}
    return json.dumps(facts)


def stopped_json() -> str:
    """Return one JSON object for an import that somebody stopped."""
    return json.dumps({"error": None, "stopped": True, "taken": 0})


def _lines(summary: PlacesSummary) -> Iterator[str]:
    request, tally = summary.request, summary.tally
    facts = tally.facts
    yield f"{request.path.name}: {request.source}"
    yield f"licence: {facts.licence or '?'}; credit: {facts.credit or '?'}; " + (
        f"as of {facts.fetched_on}" if facts.fetched_on else "of no known day"
    )
    for where, problem in tally.refusals[:_SHOWN]:
        yield f"rejected: {where}: {_WHY[problem]}"
    kinds = ", ".join(f"{kind.value} {tally.kinds[kind]:,}" for kind in PlaceKind)
    yield f"taken {tally.taken:,} ({kinds}), {tally.without_chain:,} of no known chain"
    yield (
        f"read {tally.read:,}, told twice {tally.twins:,}, no places to pay {tally.others:,}, "
        f"rejected {tally.refused:,} ({summary.seconds:.1f} s)"
    )
    if tally.replaced:
        yield f"in place of {tally.replaced:,} of this source that were there before"
    if not facts.licence or not facts.credit:
        yield "whose data this is was not said: --licence and --credit do"
    if summary.dry_run:
        yield "dry run: nothing was kept"


_SHOWN: Final = 20
_HINTS: Final = {
    "Unknown element in <way>: center": "Ask Overpass for JSON: [out:json] … out center;",
}
_WHY: Final = {
    PlaceProblem.NO_COORDINATES: "it has no latitude and longitude (a way or relation needs its"
    " nodes, or a centre)",
    PlaceProblem.NOT_A_NUMBER: "latitude or longitude is no number",
    PlaceProblem.ZERO: "0, 0 lies in the sea off Africa",
    PlaceProblem.SWAPPED: "latitude and longitude look swapped",
    PlaceProblem.OUTSIDE: "it does not lie in Japan (latitude 20 to 46, longitude 122 to 154)",
    PlaceProblem.KIND_UNKNOWN: "what it is cannot be told: give --kind, or a column kind",
    PlaceProblem.TOO_LONG: "a text is longer than 255 characters",
    PlaceProblem.BROKEN: "it cannot be read",
}
