"""Originals outside the database: a folder, a share or a bucket, named by an fsspec URL.

A file lies under its hash, which nobody guesses, and under no other name. A marker file tells the
place from an empty folder under which a share is not mounted.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import fsspec
from fsspec.core import url_to_fs

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.papers import (
    BadPaperStore,
    OriginalMissing,
    PaperNotKept,
    PaperStoreAway,
    PaperStoreFull,
)
from crm_desktop.images.paper_kind import HEIC, JPEG, PDF, PNG, TIFF, WEBP
from crm_desktop.lasting_names import sync_folder

MARKER: Final = "crm-desktop-originals.txt"
_MARKED: Final = b"Originals of papers of CRM Desktop. Whoever moves this folder moves all of it.\n"
_ENDINGS: Final = {JPEG: "jpg", PNG: "png", TIFF: "tif", WEBP: "webp", HEIC: "heic", PDF: "pdf"}
_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")
_UNFIT: Final = frozenset(("http", "https", "data", "reference", "cached", "filecache"))


@dataclass(frozen=True, slots=True)
class OriginalStore:
    """The place at ``url``; safe from any thread, and slow as the network is."""

    url: str
    files: Any
    root: str

    def mark(self) -> None:
        """Make the place new, or leave it as it is where it is marked already.

        Raises:
            PaperStoreAway, PaperStoreFull: see their words.
        """
        with self._asked():
            if not self._is_marked():
                self._put(self._path(MARKER), _MARKED)

    def check(self) -> None:
        """Make sure that it is there.

        Raises:
            PaperStoreAway: it is not, or is another place than before.
        """
        with self._asked():
            if not self._is_marked():
                raise PaperStoreAway(self.url)

    def read(self, key: bytes, media_type: str) -> bytes:
        """Return the original of a hash.

        Raises:
            OriginalMissing: it is not there, or has other bytes.
            PaperStoreAway: the place does not answer.
        """
        with self._asked():
            path = self._path(name_of(key, media_type))
            try:
                content = bytes(self.files.cat_file(path))
            except FileNotFoundError as error:
                self.check()
                raise OriginalMissing(key.hex()) from error
        if sha256(content).digest() != key:
            raise OriginalMissing(key.hex())
        return content

    def write(self, key: bytes, media_type: str, content: bytes) -> None:
        """Write an original and read it back; one that is there already is left alone.

        Raises:
            PaperNotKept: other bytes came back.
            PaperStoreAway, PaperStoreFull: see their words.
        """
        with suppress(OriginalMissing):
            self.read(key, media_type)
            return
        path = self._path(name_of(key, media_type))
        with self._asked():
            self._put(path, content)
            back = bytes(self.files.cat_file(path))
        if sha256(back).digest() != key:
            raise PaperNotKept(key.hex())
        self.check()

    def _is_marked(self) -> bool:
        """Whether the marker is there; fsspec's ``exists`` takes every failure for no."""
        try:
            self.files.info(self._path(MARKER))
        except FileNotFoundError:
            return False
        return True

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}"

    def _put(self, path: str, content: bytes) -> None:
        self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
        with self.files.open(path, "wb") as file:
            file.write(content)
            if "file" in _protocols(self.files):
                file.flush()
                os.fsync(file.fileno())
        if "file" in _protocols(self.files):
            sync_folder(Path(path).parent)

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """Turn whatever a file system raises into the place being full, or away."""
        try:
            yield
        except CrmError:
            raise
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise PaperStoreFull(self.url) from error
            raise PaperStoreAway(self.url) from error
        except Exception as error:
            raise PaperStoreAway(self.url) from error


def original_store(url: str) -> OriginalStore:
    """Return the place at an fsspec URL, or in an absolute folder; nothing is asked yet.

    Raises:
        BadPaperStore: it is no such URL, holds a password, or its file system is not installed.
    """
    url = url.strip()
    local = _DRIVE.match(url) is not None or url.startswith(("/", "\\\\"))
    if problem := "" if local else _problem(url):
        raise BadPaperStore(problem)
    try:
        files, root = url_to_fs(unquote(url) if url.startswith("file:") else url)
    except (ImportError, ValueError, OSError, TypeError) as error:
        raise BadPaperStore(str(error)) from error
    return OriginalStore(url.rstrip("/"), files, root.rstrip("/"))


def name_of(key: bytes, media_type: str) -> str:
    """Return under which name the original of a hash lies; it leads nowhere else."""
    name = key.hex()
    return f"{name[:2]}/{name}.{_ENDINGS.get(media_type, 'bin')}"


def _problem(url: str) -> str:
    parts = urlsplit(url)
    if "::" in url:
        return "one place, not one inside another"
    if not parts.scheme:
        return "a URL such as file:///srv/papers or s3://bucket/papers, or an absolute folder"
    if parts.password:
        return "a password must not stand in it; see README, Papers"
    if parts.scheme in _UNFIT or parts.scheme not in fsspec.available_protocols():
        return f"nothing can be kept under {parts.scheme}:"
    return "" if parts.netloc or parts.path.strip("/") else "a folder or bucket is missing"


def _protocols(files: Any) -> tuple[str, ...]:  # noqa: ANN401 - fsspec has no types
    return (files.protocol,) if isinstance(files.protocol, str) else tuple(files.protocol)
