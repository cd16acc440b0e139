from __future__ import annotations

import asyncio

import pytest

from crm_desktop.telephony import wrong_tokens
from crm_desktop.telephony.wrong_tokens import MOST_DELAYED, WrongTokens, source_with_token


@pytest.mark.parametrize(
    ("token", "source"),
    [("abc", "pbx"), ("xyz", "door"), ("ab", None), ("", None), ("abcd", None), ("\ud800髙", None)],
)
def test_source_is_known_by_its_token(token: str, source: str | None) -> None:
    assert source_with_token(token, {"pbx": "abc", "door": "xyz"}) == source


def test_flood_of_guesses_is_answered_at_once_beyond_a_few(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(wrong_tokens, "DELAY_S", 0.2)

    async def flood() -> list[bool]:
        guard = WrongTokens()
        return await asyncio.gather(*(guard.wait("192.0.2.1") for _ in range(1000)))

    waited = asyncio.run(flood())

    assert waited.count(True) == MOST_DELAYED
    lines = [record for record in caplog.records if record.name == wrong_tokens.__name__]
    assert len(lines) == 1


def test_guesses_are_counted_until_the_next_line(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    moments = iter([0.0, 1.0, 2.0, 61.0])
    monkeypatch.setattr(wrong_tokens, "DELAY_S", 0)
    monkeypatch.setattr("time.monotonic", lambda: next(moments, 61.0))

    guard = WrongTokens()
    for _ in range(4):
        guard._count("192.0.2.1")

    assert [record.args for record in caplog.records] == [(1, "192.0.2.1"), (3, "192.0.2.1")]
