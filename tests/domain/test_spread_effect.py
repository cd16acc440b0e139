from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.spread import Movable, Receiver, SpreadWish, spread
from crm_desktop.domain.spread_effect import Load, effects_of, own_loads, receiver_up_to

CUSTOMERS = st.lists(
    st.tuples(
        st.sampled_from([None, 1, 2, 3]), st.integers(0, 90_000), st.sampled_from(["", "東京都"])
    ),
    max_size=30,
)
RECEIVERS = st.lists(
    st.builds(
        Receiver,
        st.sampled_from([1, 2, 3, 4]),
        st.floats(0.1, 5),
        st.none() | st.integers(0, 9),
        st.none() | st.integers(0, 200_000),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda receiver: receiver.staff_id,
)


def movables(facts: list[tuple[int | None, int, str]]) -> list[Movable]:
    return [
        Movable(number, staff_id, yen, number // 2, region)
        for number, (staff_id, yen, region) in enumerate(facts)
    ]


@given(facts=CUSTOMERS, receivers=RECEIVERS)
def test_all_changes_together_are_none(
    facts: list[tuple[int | None, int, str]], receivers: list[Receiver]
) -> None:
    customers = movables(facts)

    effects = effects_of(customers, spread(customers, SpreadWish(tuple(receivers))))

    assert sum(effect.customers for effect in effects) == 0
    assert sum(effect.yearly_yen for effect in effects) == 0


@given(facts=CUSTOMERS, most=st.integers(0, 12))
def test_nobody_looks_after_more_than_there_is_room_for_in_all(
    facts: list[tuple[int | None, int, str]], most: int
) -> None:
    customers = movables(facts)
    own = own_loads(customers).get(1, Load())
    elsewhere = 3  # customers of theirs who are not shared out
    now = Load(own.customers + elsewhere, own.yearly_yen)
    receiver = receiver_up_to(Receiver(1), now=now, own=own, customers=most, yearly_yen=None)

    done = spread(customers, SpreadWish((receiver,)))

    assert elsewhere + len(done.placed) <= max(most, elsewhere)
    assert len(done.placed) + len(done.left) == len(customers)


def test_who_stays_with_the_same_person_changes_nothing() -> None:
    customers = [Movable(1, 7, 5000, 1, "")]

    assert effects_of(customers, spread(customers, SpreadWish((Receiver(7),)))) == []


@given(facts=CUSTOMERS, receivers=RECEIVERS)
def test_who_is_left_fits_nowhere(
    facts: list[tuple[int | None, int, str]], receivers: list[Receiver]
) -> None:
    customers = movables(facts)
    done = spread(customers, SpreadWish(tuple(receivers), regions_together=True))
    yen = {one.customer_id: one.yearly_yen for one in customers}

    for receiver in receivers:
        theirs = [one.customer_id for one in done.placed if one.staff_id == receiver.staff_id]
        full = receiver.most_customers is not None and len(theirs) >= receiver.most_customers
        most_yen = receiver.most_yearly_yen
        for one in done.left:
            too_dear = most_yen is not None and sum(yen[it] for it in theirs) + yen[one] > most_yen
            assert full or too_dear
