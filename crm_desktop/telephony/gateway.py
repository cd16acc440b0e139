"""Receives what exchanges push over HTTP and records it. One process for the whole office."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from importlib.metadata import version
from itertools import count
from time import monotonic
from typing import Any, Final

from aiohttp import web
from aiohttp.typedefs import Handler

from crm_desktop.actions.received_events import CHANNEL as WATCH
from crm_desktop.database.engine import Database
from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.extension import ExtensionDirectory
from crm_desktop.domain.source_state import SourceReport, SourceState
from crm_desktop.domain.unwanted import UnwantedRule
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.files import SpoolFull
from crm_desktop.errors.telephony import PushRefused
from crm_desktop.telephony.desk_wishes import DeskWishes
from crm_desktop.telephony.dialect import Answer, Dialect, Push, Stored
from crm_desktop.telephony.dialects import ZAMMAD
from crm_desktop.telephony.event_watch import EventWatch
from crm_desktop.telephony.event_writer import EventNotStored
from crm_desktop.telephony.http_fields import fields_of_body, fields_of_query
from crm_desktop.telephony.office import Office, office_on
from crm_desktop.telephony.recorder import Recorder, TooManyWaiting
from crm_desktop.telephony.rejecting import rejected
from crm_desktop.telephony.source import (
    CallSource,
    EventRefused,
    Fields,
    Reception,
    SpeaksOfAll,
)
from crm_desktop.telephony.source_health import SourceHealth, SourceNotes
from crm_desktop.telephony.source_reports import SourceReports
from crm_desktop.telephony.spool import Spool
from crm_desktop.telephony.wrong_tokens import WrongTokens, source_with_token

log = logging.getLogger(__name__)

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8713
LARGEST_BODY_BYTES: Final = 64 * 1024
READ_TIMEOUT_S: Final = 5.0
RETRY_AFTER_S: Final = 5
LOOK_EVERY_S: Final = 10.0
LOOK_AGAIN_S: Final = 1.0
CLOSE_EVERY_ROUNDS: Final = 6
FORGET_EVERY_ROUNDS: Final = 360
MOST_FORGOTTEN_AT_ONCE: Final = 100
FORGET_PAUSE_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the gateway listens, and the token by which it knows each source. Port 0: any."""

    tokens: Mapping[str, str] = field(repr=False)
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    dialects: Mapping[str, Dialect] = field(default_factory=dict)


class Gateway:
    """The HTTP side: decides who may push, reads it, answers when it is stored."""

    def __init__(self, listening: Listening, office: Office, spool: Spool | None = None) -> None:
        """Listen to nothing yet. Make it inside the running loop.

        ``spool`` keeps what cannot be stored yet; it is closed when `running` ends.
        """
        self._listening = listening
        self._office = office
        self._recorder = Recorder(office.store, spool)
        self._directory = ExtensionDirectory()
        self._unwanted: Sequence[UnwantedRule] = ()
        self._knows_directory = False
        self._wrong_tokens = WrongTokens()
        self._started_at = datetime.now(UTC)
        self._sources: Sequence[CallSource] = ()
        self._port = listening.port
        self._pushing = {name: _listening_notes(name, listening) for name in listening.tokens}
        self._reports = SourceReports(
            self._healths,
            lambda: self._recorder.spooled,
            lambda reports: self._office.report_sources(self._port, reports),
        )

        self._watch = EventWatch(
            office.is_watched, office.keep_received, lambda: self._directory.extensions
        )

    @asynccontextmanager
    async def running(self, sources: Sequence[CallSource] = ()) -> AsyncIterator[int]:
        """Listen, and run ``sources``, while the block runs; yield the port.

        What was received is stored at the end.

        Raises:
            OSError: the port cannot be had.
        """
        runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=5.0)
        await runner.setup()
        await self._refresh_directory()
        tasks = [
            asyncio.create_task(self._recorder.run()),
            asyncio.create_task(self._look_after_office()),
        ]
        running: list[asyncio.Task[None]] = []
        try:
            site = web.TCPSite(runner, self._listening.host, self._listening.port)
            await site.start()
            self._port = runner.addresses[0][1]
            self._sources = sources
            for source in sources:
                if isinstance(source, SpeaksOfAll):
                    source.overheard_by(self._watch.overheard)
            running = [asyncio.create_task(each.run(self._record)) for each in sources]
            tasks += map(asyncio.create_task, self._chores())
            yield self._port
        finally:
            await runner.cleanup()
            await _cancelled(running)
            await self._recorder.finish()
            await _cancelled(tasks)
            self._recorder.close()

    def _chores(self) -> list[Coroutine[Any, Any, None]]:
        chores = [self._reports.run(), self._watch.run()]
        if self._office.listen is not None:
            listen = partial(self._office.listen, WATCH)
            chores.append(DeskWishes(WATCH, listen, self._watch.look).run())
        return chores

    async def _record(self, events: Sequence[CallEvent]) -> None:
        await self._recorder.record(events)
        self._watch.took(events)

    def _application(self) -> web.Application:
        application = web.Application(
            client_max_size=LARGEST_BODY_BYTES, middlewares=[_answer_in_json]
        )
        application.router.add_post("/api/v1/cti/{token}", self._on_push)
        application.router.add_get("/api/v1/cti/{token}", self._on_push, allow_head=False)
        application.router.add_get("/healthz", self._on_health)
        return application

    async def _on_push(self, request: web.Request) -> web.Response:
        source = source_with_token(request.match_info["token"], self._listening.tokens)
        if source is None:
            return await self._refuse_token(request)
        dialect = self._listening.dialects.get(source, ZAMMAD)
        if request.method not in dialect.methods:
            raise web.HTTPMethodNotAllowed(request.method, dialect.methods)
        fields: Fields = {}
        try:
            push = await _push(request)
            fields = push.fields
            dialect.check(push)
            events = dialect.read(
                push.fields, Reception(source, datetime.now(UTC), self._directory)
            )
        except EventRefused as refusal:
            log.info("push of %s refused: %s", source, refusal.word)
            self._watch.refused(source, fields, refusal.word)
            problem = PushRefused(source, word=refusal.word)
            self._pushing[source].is_now(SourceState.LISTENING, problem)
            return _refused(refusal)
        self._pushing[source].is_now(SourceState.LISTENING)
        if not events:
            self._watch.refused(source, fields, "nothing_told")
        turned_away = rejected(self._unwanted, events) if dialect.rejection else []
        events = turned_away or events
        if events and (response := await self._not_stored(source, events)) is not None:
            return response
        if turned_away and dialect.rejection is not None:
            log.info("call of %s rejected: the caller is unwanted", source)
            return _told(dialect.rejection)
        return _told(await dialect.answer(Stored(push, events, self._office.customers_of)))

    async def _not_stored(self, source: str, events: Sequence[CallEvent]) -> web.Response | None:
        """Store ``events`` and return None, else what the sender is told."""
        try:
            await self._record(events)
        except SpoolFull as error:
            log.error("push of %s not stored: %s", source, error)
            return _come_again("spool_full", "The database is away and the disk takes no more.")
        except (CrmError, TooManyWaiting) as error:
            log.warning("push of %s not stored: %s", source, type(error).__name__)
            return _come_again("database_away", "Not stored; send it again in a moment.")
        except EventNotStored:
            return _error(HTTPStatus.INTERNAL_SERVER_ERROR, "not_stored", "It cannot be stored.")
        return None

    async def _refuse_token(self, request: web.Request) -> web.Response:
        if await self._wrong_tokens.wait(request.remote or "?"):
            return _error(HTTPStatus.FORBIDDEN, "wrong_token", "This token is not known here.")
        response = _error(HTTPStatus.TOO_MANY_REQUESTS, "wrong_token", "Too many wrong tokens.")
        response.force_close()
        return response

    async def _on_health(self, _request: web.Request) -> web.Response:
        there = await asyncio.to_thread(self._office.is_there)
        recorder = self._recorder
        since = recorder.spooled_since
        health = {
            "status": "ok" if there else "database away",
            "alive": True,
            "database": there,
            "version": version("crm-desktop"),
            "running_since": self._started_at.isoformat(),
            "waiting": recorder.waiting,
            "spooled": recorder.spooled,
            "spooled_since": since.isoformat() if since else None,
            "last_event_at": {
                source: at.isoformat() for source, at in sorted(recorder.last_event_at.items())
            },
            "sources": [_in_json(report) for report in self._reports.now()],
        }
        status = HTTPStatus.OK if there else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response(health, status=status)

    def _healths(self) -> list[SourceHealth]:
        pushed = self._recorder.last_event_at
        pushing = [
            replace(notes.health, last_event_at=pushed.get(name))
            for name, notes in self._pushing.items()
        ]
        return [*pushing, *(source.health() for source in self._sources)]

    async def _look_after_office(self) -> None:
        for rounds in count(1):
            await self._until_next_look()
            await self._refresh_directory()
            if rounds % CLOSE_EVERY_ROUNDS == 0 and not self._recorder.spooled:
                with suppress(CrmError):
                    await asyncio.to_thread(self._office.close_forgotten_calls)
            if rounds % FORGET_EVERY_ROUNDS == 1:
                await self._forget_raw_events()

    async def _forget_raw_events(self) -> None:
        """Forget a few at a time, with pauses, so that nobody waits; the rest in an hour."""
        with suppress(CrmError):
            for _ in range(MOST_FORGOTTEN_AT_ONCE):
                if not await asyncio.to_thread(self._office.forget_raw_events):
                    return
                await asyncio.sleep(FORGET_PAUSE_S)

    async def _until_next_look(self) -> None:
        """Wait; who has not known the telephones yet is not kept waiting once the database comes.

        Until then only telephones that are told as numbers are known.
        """
        look_at = monotonic() + LOOK_EVERY_S
        while monotonic() < look_at:
            await asyncio.sleep(LOOK_AGAIN_S)
            if not self._knows_directory:
                await self._refresh_directory()

    async def _refresh_directory(self) -> None:
        with suppress(CrmError):  # the old one serves as long as the database is away
            self._directory = await asyncio.to_thread(self._office.read_directory)
            self._unwanted = await asyncio.to_thread(self._office.read_unwanted)
            self._knows_directory = True


def gateway_on(database: Database, listening: Listening, spool: Spool | None = None) -> Gateway:
    """Return a gateway that records into ``database``, by way of ``spool`` while it is away."""
    return Gateway(listening, office_on(database), spool)


def _listening_notes(name: str, listening: Listening) -> SourceNotes:
    notes = SourceNotes(name, listening.dialects.get(name, ZAMMAD).kind)
    notes.is_now(SourceState.LISTENING)
    return notes


def _in_json(report: SourceReport) -> dict[str, object]:
    times = {"since": report.since, "last_event_at": report.last_event_at}
    return asdict(report) | {name: at and at.isoformat() for name, at in times.items()}


async def _cancelled(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _push(request: web.Request) -> Push:
    """Return what came, with the fields of the URL where the body does not say them.

    Raises:
        EventRefused: the body cannot be read.
        HTTPRequestEntityTooLarge, HTTPRequestTimeout: it is too large or too slow.
    """
    try:
        async with asyncio.timeout(READ_TIMEOUT_S):
            body = await request.read()
    except TimeoutError as error:
        raise web.HTTPRequestTimeout from error
    in_url = fields_of_query(request.rel_url.raw_query_string.encode())
    fields = {**in_url, **fields_of_body(body, request.content_type)}
    return Push(fields, body, request.headers)


@web.middleware
async def _answer_in_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn what the framework refuses into sentences for who sets up the exchange."""
    try:
        return await handler(request)
    except web.HTTPMethodNotAllowed as error:
        allowed = ", ".join(sorted(error.allowed_methods))
        response = _error(error.status, "method", f"Use {allowed} here, not {error.method[:20]}.")
        response.headers["Allow"] = allowed
        return response
    except web.HTTPRequestEntityTooLarge as error:
        sentence = f"The body is larger than the {LARGEST_BODY_BYTES // 1024} kB of a call event."
        return _error(error.status, "too_large", sentence)
    except web.HTTPRequestTimeout as error:
        return _error(error.status, "too_slow", "The body did not come in time.")
    except web.HTTPNotFound as error:
        return _error(error.status, "not_found", "Push call events to /api/v1/cti/TOKEN.")


def _told(answer: Answer) -> web.Response:
    return web.Response(text=answer.text, content_type=answer.content_type)


def _refused(refusal: EventRefused) -> web.Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if refusal.word in {"json", "too_much"}:
        status = HTTPStatus.BAD_REQUEST
    elif refusal.word == "content_type":
        status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    elif refusal.word == "signature":
        status = HTTPStatus.FORBIDDEN
    return _error(status, refusal.word, refusal.sentence)


def _come_again(word: str, sentence: str) -> web.Response:
    response = _error(HTTPStatus.SERVICE_UNAVAILABLE, word, sentence)
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response


def _error(status: int, word: str, sentence: str) -> web.Response:
    return web.json_response({"error": sentence, "action": word}, status=status)
