"""English sentences for reports of calls that were refused."""

from __future__ import annotations

from typing import Final

from crm_desktop.domain.call_notice import NoticeProblem
from crm_desktop.errors.desk import BadCallNotice


def sentence_of(refusal: BadCallNotice) -> str:
    """Return what is wrong and what would be right."""
    return _SENTENCES[NoticeProblem(refusal.problem)].format(part=refusal.part or "link")


_SENTENCES: Final = {
    NoticeProblem.EVENT: "The event must be ringing, answered, ended or transferred.",
    NoticeProblem.DIRECTION: "The direction must be in or out.",
    NoticeProblem.EXTENSION: "The extension must be one to ten digits.",
    NoticeProblem.TEXT: "The value of {part} holds characters that no phone system sends.",
    NoticeProblem.TOO_LONG: "The {part} is too long for a call.",
    NoticeProblem.TWICE: "The link says two different things about {part}.",
    NoticeProblem.LINK: "This is no link to a call: it must begin with crm-desktop://call?",
}
