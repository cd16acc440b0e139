"""Pictures of papers: bare decoding, ours, plain Pillow; from the database; taking pages in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from time import perf_counter
from typing import Any, Final

import psycopg
import simplejpeg
from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from crm_desktop.actions.papers import add_document, pages_of, store_original
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.queries.documents import first_page_thumbnails
from crm_desktop.database.queries.opened_cards import open_card
from crm_desktop.database.queries.paper_pages import (
    PaperPage,
    page_in_full,
    page_preview,
    paper_pages,
)
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.images.decoding import decoded_rgb
from crm_desktop.images.paper_kind import JPEG
from crm_desktop.images.prepared_paper import PreparedPaper, prepare_paper
from tests.benchmarks.images_intake import bench_intake
from tests.benchmarks.images_viewer import bench_viewer
from tests.benchmarks.measures import summary
from tests.benchmarks.scanned_page import scanned_page

PAPERS: Final = 40
ROUNDS: Final = 3
CORES: Final = 2
THUMBNAIL_PX: Final = 512
_OPENED_FOR: Final = OpeningReason.SEARCH


@dataclass(frozen=True, slots=True)
class PaperOffice:
    """A customer with letters of one page each; ``desk`` signs an operator in."""

    desk: str
    customer_id: int
    document_ids: tuple[int, ...]


def bench_images(admin_url: str, desk: str) -> dict[str, Any]:
    """Return medians and tails in ms, and pages taken in a second; the database is emptied first.

    ``desk`` is the address of an operator. Nothing is kept between two pictures but what
    PostgreSQL and the system keep.
    """
    contents = [scanned_page(number) for number in range(PAPERS)]
    application = QGuiApplication.instance() or QGuiApplication([])
    with Database(admin_url) as owner:
        intake = _intake(owner, contents)
        letters = bench_intake(owner)
        office = _office(owner, contents, desk)
    figures = {
        "page": {"pixels": "2480 × 3508", "kilobytes": sum(map(len, contents)) // PAPERS // 1024},
        "decode_ms": _decoding(contents),
        "database_ms": _from_database(office),
        "viewer": bench_viewer(office.desk, office.customer_id),
        "intake": intake,
        "letters_taken_in": letters,
    }
    del application
    return figures


def _decoding(contents: Sequence[bytes]) -> dict[str, Any]:
    """Time each way side by side on the same pages, so that a busy moment meets all of them."""
    ways: dict[str, Callable[[bytes], object]] = {
        "full_bare_simplejpeg": lambda content: simplejpeg.decode_jpeg(content, "BGRX"),
        "full_ours": lambda content: decoded_rgb(content, JPEG),
        "full_ours_to_pixmap": _our_pixmap,
        "full_pillow_to_pixmap": _pillow_pixmap,
        "512_bare_simplejpeg": lambda content: simplejpeg.decode_jpeg(
            content, "BGRX", min_width=1, min_height=THUMBNAIL_PX
        ),
        "512_ours": lambda content: decoded_rgb(content, JPEG, longest_px=THUMBNAIL_PX),
        "512_pillow_to_pixmap": _pillow_thumbnail,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for content in contents:
            for name, way in ways.items():
                times[name].append(_time_ms(way, content))
    return {name: summary(taken[PAPERS // 4 :]) for name, taken in times.items()}


def _from_database(office: PaperOffice) -> dict[str, Any]:
    strip, preview, full = list[float](), list[float](), list[float]()
    with Database(office.desk) as database:
        with database.asking() as session:
            open_card(session, office.customer_id, _OPENED_FOR)
        with database.asking() as session:
            pages = paper_pages(session, office.document_ids)
        assert len(pages) == PAPERS
        for _ in range(ROUNDS):
            strip += [_time_ms(_strip, database, office.document_ids) for _ in range(5)]
            preview += [_time_ms(_preview, database, page) for page in pages]
            full += [_time_ms(_full, database, page) for page in pages]
    return {
        f"strip_of_{PAPERS}": summary(strip[1:]),
        "preview": summary(preview[1:]),
        "full": summary(full[1:]),
    }


def _strip(database: Database, document_ids: Sequence[int]) -> None:
    with database.asking() as session:
        thumbnails = first_page_thumbnails(session, document_ids)
    assert len([_our_pixmap(content) for content in thumbnails.values()]) == PAPERS


def _preview(database: Database, page: PaperPage) -> None:
    with database.asking() as session:
        picture = page_preview(session, page)
    assert picture is not None
    _our_pixmap(picture.content)


def _full(database: Database, page: PaperPage) -> None:
    with database.asking() as session:
        picture = page_in_full(session, page)
    assert picture is not None
    _our_pixmap(picture.content)


def _intake(owner: Database, contents: Sequence[bytes]) -> dict[str, Any]:
    """Read, render, store and read back every page, each in a transaction of its own."""
    _empty(owner)
    began = perf_counter()
    with ThreadPoolExecutor(CORES) as preparers:
        ready = preparers.map(prepare_paper, contents)
        store_ms = [_time_ms(_stored, owner, prepared) for prepared in ready]
    took_s = perf_counter() - began
    prepare_ms = [_time_ms(prepare_paper, content) for content in contents]
    return {
        "pages": len(contents),
        "pages_per_second": round(len(contents) / took_s, 2),
        "prepare_ms": summary(prepare_ms),
        "store_ms": summary(store_ms),
    }


def _stored(owner: Database, prepared: PreparedPaper) -> None:
    with owner.writing() as session:
        store_original(session, prepared)
        add_document(session, pages_of(prepared))


def _office(owner: Database, contents: Sequence[bytes], desk: str) -> PaperOffice:
    with owner.writing() as session:
        customer = Customer(code="900001", name="計測 花子", name_kana="ケイソク ハナコ")
        session.add(customer)
        session.flush()
        ids = []
        for content in contents:
            ids.append(add_document(session, pages_of(prepare_paper(content))))
            session.add(
                Letter(customer_id=customer.id, document_id=ids[-1], received_on=date(2026, 11, 20))
            )
        return PaperOffice(desk, customer.id, tuple(ids))


def _empty(owner: Database) -> None:
    with psycopg.connect(owner.dsn, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM letter")
        connection.execute("DELETE FROM document_page")
        connection.execute("DELETE FROM document")
        connection.execute("DELETE FROM image_rendition")
        connection.execute("DELETE FROM stored_image")
        connection.execute("DELETE FROM opened_card")
        connection.execute("DELETE FROM customer WHERE code = '900001'")


def _our_pixmap(content: bytes) -> QPixmap:
    picture = decoded_rgb(content, JPEG)
    size = picture.width, picture.height, picture.stride
    return QPixmap.fromImage(QImage(picture.data, *size, QImage.Format.Format_RGB32))


def _pillow_pixmap(content: bytes) -> QPixmap:
    return _pixmap_of(Image.open(BytesIO(content)).convert("RGB"))


def _pillow_thumbnail(content: bytes) -> QPixmap:
    image = Image.open(BytesIO(content))
    image.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX))
    return _pixmap_of(image.convert("RGB"))


def _pixmap_of(image: Image.Image) -> QPixmap:
    data = image.tobytes()
    kind = QImage.Format.Format_RGB888
    return QPixmap.fromImage(QImage(data, image.width, image.height, 3 * image.width, kind))


def _time_ms(work: Callable[..., object], *given: object) -> float:
    began = perf_counter()
    work(*given)
    return (perf_counter() - began) * 1000
