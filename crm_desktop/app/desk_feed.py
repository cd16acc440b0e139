"""The feed of calls of one desk, and who follows it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crm_desktop.background.call_feed import CallFeed

if TYPE_CHECKING:
    from crm_desktop.app.program import Program


def desk_feed(program: Program) -> CallFeed:
    """Return a feed of which everything of ``program`` hears that follows calls; not started."""
    questions = program.questions
    feed = CallFeed(
        partial(program.phone_link.listener, questions.call_channel),
        partial(questions.calls_now, program.place.extension),
        questions.steps_after,
        program,
    )
    for follow in (
        program.calls.on_call_step,
        program.call_log.on_call_step,
        program.office.on_floor_news,
    ):
        feed.call_step.connect(follow)
    for hear in (
        program.status.on_linked,
        program.call_desk.waiting.on_linked,
        program.errors.on_linked,
        program.office.on_linked,
        program.availability.on_linked,
        program.new_customers.on_linked,
        program.help.on_linked,
    ):
        feed.connected.connect(hear)
    return feed
