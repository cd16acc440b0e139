"""The feed of calls of one desk, and who follows it; of a desk without calls its heartbeat."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from crm_desktop.background.call_feed import CallFeed
from crm_desktop.database.queries.calls import CallsNow

if TYPE_CHECKING:
    from crm_desktop.app.program import Program


def desk_feed(program: Program) -> CallFeed:
    """Return a feed of which everything of ``program`` hears that follows calls; not started."""
    questions, channel = program.questions, program.questions.call_channel
    feed = CallFeed(
        partial(program.live.listening, partial(program.phone_link.listener, channel)),
        partial(questions.calls_now, program.place.extension),
        questions.steps_after,
        cut=program.database.cut,
        parent=program,
    )
    for follow in (
        program.calls.on_call_step,
        program.call_log.on_call_step,
        program.office.on_floor_news,
    ):
        feed.call_step.connect(follow)
    for hear in (
        program.connection.on_linked,
        program.status.on_linked,
        program.call_desk.waiting.on_linked,
        program.errors.on_linked,
        program.map.on_linked,
        program.office.on_linked,
        program.availability.on_linked,
        program.new_customers.on_linked,
        program.help.on_linked,
        program.live.on_linked,
        program.kept.sharing.on_linked,
    ):
        feed.connected.connect(hear)
    feed.refused.connect(program.connection.presenter.on_trouble)
    return feed


def desk_heartbeat(program: Program) -> CallFeed:
    """Return a feed without calls, which only tells how the line is; not started."""
    feed = CallFeed(
        partial(program.phone_link.listener, _NOTHING),
        lambda: CallsNow(0, ()),
        program.questions.no_steps_after,
        cut=program.database.cut,
        parent=program,
    )
    feed.connected.connect(program.connection.on_linked)
    feed.connected.connect(program.errors.on_linked)
    feed.refused.connect(program.connection.presenter.on_trouble)
    return feed


_NOTHING: Final = "desk_heartbeat"
