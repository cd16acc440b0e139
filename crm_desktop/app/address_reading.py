"""Reads what was typed as an address, against the codes of the post office."""

from __future__ import annotations

from threading import Lock

from crm_desktop.domain.address import Address, split_address
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.domain.postal_address import PlaceDirectory


class AddressReading:
    """The parser with its places, for any number of threads; the first reading takes longer."""

    def __init__(self, directory: PlaceDirectory) -> None:
        self._places = PlaceIndex(directory)
        self._lock = Lock()

    def read(self, text: str) -> Address:
        """Return ``text`` in its parts."""
        with self._lock:
            return split_address(text, self._places)
