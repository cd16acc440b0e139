"""What tells one kind of sender from the others: reading, checking, answering its pushes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from crm_desktop.domain.call import CallEvent
from crm_desktop.telephony.source import Fields, HttpDialect

CustomersOf = Callable[[str], Sequence[int]]
"""The ids of the customers who have a number (E.164). Called off the loop; may raise `CrmError`."""


@dataclass(frozen=True, slots=True)
class Push:
    """One request of a sender, as it came. The names of ``headers`` may be of any case."""

    fields: Fields
    body: bytes
    headers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sender is told when its push is stored."""

    text: str = "{}"
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Stored:
    """A push with what it told; ``customers_of`` asks the database."""

    push: Push
    events: Sequence[CallEvent]
    customers_of: CustomersOf


def trust(_push: Push) -> None:
    """Accept a sender for its token alone."""


async def answer_nothing(_stored: Stored) -> Answer:
    """Answer with an empty object."""
    return Answer()


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one sender is understood.

    ``check`` raises `EventRefused` with the word ``signature`` for a push that another has sent.
    Where ``read`` finds nothing to tell it returns no events. ``rejection`` is what the sender is
    told to turn a caller away, None where it does not ask. ``kind`` is its name in settings.
    """

    read: HttpDialect
    methods: tuple[str, ...] = ("POST",)
    check: Callable[[Push], None] = trust
    answer: Callable[[Stored], Awaitable[Answer]] = answer_nothing
    kind: str = "zammad"
    rejection: Answer | None = None
