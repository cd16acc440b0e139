"""The address of the office's route planner for one home."""

from __future__ import annotations

from urllib.parse import quote

from crm_desktop.domain.map_settings import is_map_address
from crm_desktop.domain.position import Position

_DEGREES_TO_THE_METRE = 5


def route_link(template: str, position: Position, address: str) -> str:
    """Return ``template`` filled in, every value quoted; "" where it is none that may be opened.

    Only http and https addresses of one fixed host are; see `is_map_address`.
    """
    if not is_map_address(template, {"latitude", "longitude"}, {"address"}):
        return ""
    return template.format(
        latitude=f"{position.latitude:.{_DEGREES_TO_THE_METRE}f}",
        longitude=f"{position.longitude:.{_DEGREES_TO_THE_METRE}f}",
        address=quote(address, safe=""),
    )
