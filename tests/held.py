"""Counts what long-lived objects hold, for tests that nothing piles up in them."""

from __future__ import annotations

from collections.abc import Collection


def items_held_by(*owners: object) -> int:
    """Return how many items are in the attributes of ``owners`` that are collections."""
    facts = [fact for owner in owners for fact in vars(owner).values()]
    return sum(len(fact) for fact in facts if isinstance(fact, Collection))
