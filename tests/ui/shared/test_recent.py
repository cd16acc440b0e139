from __future__ import annotations

from crm_desktop.ui.shared.recent import Recent


def test_what_was_asked_for_last_is_remembered() -> None:
    texts: Recent[str, int] = Recent(2)
    texts.put("髙橋", 1)
    texts.put("﨑山", 2)
    for number in range(3):
        texts.put(f"其の{number}", number)
        texts.get("髙橋")

    assert (texts.get("髙橋"), texts.get("﨑山")) == (1, None)


def test_never_twice_as_many_are_held_as_it_is_to_remember() -> None:
    texts: Recent[int, int] = Recent(10)
    lengths = set[int]()
    for number in range(200):
        texts.put(number, number)
        texts.get(number // 2)
        lengths.add(len(texts))

    assert max(lengths) <= 20
